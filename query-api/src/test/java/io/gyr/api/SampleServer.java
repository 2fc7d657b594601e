package io.gyr.api;

import io.gyr.api.events.FeedEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A query API with a few thousand events of the last days, for work on the console: {@code
 * SampleServer [key=value ...]}. Prints the address with its token.
 */
final class SampleServer {
  private static final String[][] RULES = {
    {
      "security",
      "1",
      "Terminal shell in container",
      "A shell was spawned in a container with an attached terminal (evt_type=execve user=root process=bash parent=runc command=bash terminal=34816)"
    },
    {
      "security",
      "2",
      "Read sensitive file untrusted",
      "Sensitive file opened for reading by non-trusted program (file=/etc/shadow evt_type=openat user=root process=cat command=cat /etc/shadow)"
    },
    {
      "security",
      "4",
      "Contact K8S API Server From Container",
      "Unexpected connection to K8s API Server from container (connection=10.42.0.31:51622->10.43.0.1:443 process=curl)"
    },
    {
      "alert",
      "3",
      "High memory of payments",
      "avg(container_memory_working_set_bytes) > 800 MB for 5 minutes, was 912 MB"
    },
    {"alert", "0", "Host down", "No samples from the host for 3 minutes"},
    {
      "infrastructure",
      "4",
      "Container OOM killed",
      "The kernel killed process java, memory limit 512 MiB"
    },
    {
      "infrastructure",
      "6",
      "Container start",
      "Started container from image registry.local/shop/web:1.42"
    },
    {
      "infrastructure",
      "6",
      "Pod Pulled",
      "Container image registry.local/shop/cart:2.7 already present on machine"
    },
    {"custom", "5", "Deployment finished", "build 1187 of shop is live in production"},
  };
  private static final String[] CONTAINERS = {
    "web", "cart", "payments", "ingress-nginx", "postgres"
  };

  private SampleServer() {}

  static List<FeedEvent> events(TestEvents make, long nowMs, int count) {
    Random random = new Random(1);
    List<FeedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Squared, so that recent times have more events, and bursts around the hour.
      double age = Math.pow(random.nextDouble(), 2) * 72 * 3_600_000;
      String[] rule =
          RULES[(int) Math.min(RULES.length - 1, Math.abs(random.nextGaussian() * 3.4))];
      if (random.nextInt(3) == 0) {
        rule = RULES[6];
      }
      events.add(event(make, random, rule, nowMs - (long) age));
    }
    return events;
  }

  private static FeedEvent event(TestEvents make, Random random, String[] rule, long timeMs) {
    String container = CONTAINERS[random.nextInt(CONTAINERS.length)];
    int node = 1 + random.nextInt(3);
    FeedEvent plain =
        make.event(
            rule[0],
            Integer.parseInt(rule[1]),
            timeMs,
            rule[2],
            Map.of(
                "host.name", "node-" + node,
                "host.id", "9f86d081884c7d659a2feaa0c55ad01" + node,
                "container.name", container,
                "container.id", "3f4e1d2c5b6a" + node,
                "container.image.name", "registry.local/shop/" + container,
                "k8s.namespace.name", container.equals("postgres") ? "data" : "shop",
                "k8s.pod.name", container + "-7d9f8b6c5-x2k" + node,
                "k8s.deployment.name", container));
    boolean alert = rule[0].equals("alert");
    boolean resolved = alert && random.nextBoolean();
    return new FeedEvent(
        plain.id(),
        plain.type(),
        plain.timeNs(),
        resolved ? Long.valueOf(plain.timeNs() + 427_000_000_000L) : null,
        plain.severity(),
        resolved ? "resolved" : "triggered",
        plain.name(),
        rule[3],
        alert ? "metric" : rule[0].equals("security") ? "syscall" : "docker",
        rule[0].equals("security")
            ? List.of("maturity_stable", "container", "mitre_execution", "T1059", "PCI_DSS_10.2.5")
            : List.of(),
        plain.labels(),
        alert
            ? Map.of(
                "metric",
                "container_memory_working_set_bytes",
                "value",
                "912 MB",
                "threshold",
                "800 MB",
                "condition",
                "avg over 5m > 800 MB",
                "segment",
                "container.name=" + container)
            : Map.of(
                "proc.name",
                "bash",
                "proc.cmdline",
                "bash -i",
                "user.name",
                "root",
                "fd.name",
                "/etc/shadow",
                "evt.type",
                "execve"),
        "a1b2c3d4e5f6",
        1);
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("gyr-sample");
    Map<String, String> settings = Backends.settings(directory);
    for (String argument : arguments) {
      settings.put(argument.split("=", 2)[0], argument.split("=", 2)[1]);
    }
    RunningApi api = new RunningApi(settings);
    TestEvents make = new TestEvents();
    make.index(events(make, System.currentTimeMillis(), 4_000));
    System.out.println(api.url() + "/#token=" + api.token());
    Thread.currentThread().join();
  }
}
