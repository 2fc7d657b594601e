package io.gyr.rules.starter;

import static io.gyr.rules.TestEvent.call;
import static io.gyr.rules.TestEvent.connect;
import static io.gyr.rules.TestEvent.execve;
import static io.gyr.rules.TestEvent.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gyr.rules.LoadResult;
import io.gyr.rules.Match;
import io.gyr.rules.Priority;
import io.gyr.rules.Rule;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of the starter set fires on what it is for, and keeps quiet on the nearest thing that
 * is harmless.
 */
class StarterRulesTest {

  private static final LoadResult LOADED = RuleLoader.load(StarterRules.load());
  private static final String READ = "O_RDONLY|O_CLOEXEC";
  private static final String WRITE = "O_WRONLY|O_CREAT|O_TRUNC";

  /** Rule, event that fires it, event that does not. */
  static Stream<Arguments> cases() {
    return Stream.of(
        arguments(
            "Shell in container",
            execve("/bin/sh", "-c", "id").childOf("java").inContainer("shop:1"),
            execve("/bin/sh", "-c", "id").childOf("java")),
        arguments(
            "Terminal shell in container",
            execve("/bin/bash").childOf("runc").onTerminal().inContainer("shop:1"),
            execve("/bin/bash").childOf("sshd").onTerminal()),
        arguments(
            "Reverse shell",
            call("dup2").by("/bin/bash", "-i").socket("203.0.113.9", 4444).result(1),
            call("dup2").by("/bin/bash", "-i").socket("203.0.113.9", 4444).result(7)),
        arguments(
            "Database started a shell",
            execve("/bin/sh", "-c", "id").childOf("postgres"),
            execve("/usr/bin/pg_dump").childOf("postgres")),
        arguments(
            "Web server started a shell",
            execve("/bin/sh", "-c", "id").childOf("nginx"),
            execve("/bin/sh", "-c", "id").childOf("make")),
        arguments(
            "Sensitive file read",
            open("/etc/shadow", READ).by("/usr/bin/cat", "/etc/shadow").childOf("bash"),
            open("/etc/shadow", READ).by("/usr/bin/sudo", "id").childOf("bash")),
        arguments(
            "SSH key read",
            open("/home/ann/.ssh/id_ed25519", READ).by("/usr/bin/cat"),
            open("/home/ann/.ssh/id_ed25519", READ).by("/usr/bin/ssh", "host")),
        arguments(
            "Search for credentials",
            execve("/usr/bin/grep", "-ri", "BEGIN RSA PRIVATE KEY", "/"),
            execve("/usr/bin/grep", "-r", "main", "src")),
        arguments(
            "Connection to cloud metadata service",
            connect("169.254.169.254", 80).by("/usr/bin/curl").inContainer("shop:1"),
            connect("169.254.169.254", 80).by("/usr/bin/cloud-init")),
        arguments(
            "Write below etc",
            open("/etc/passwd", WRITE).by("/usr/bin/vi"),
            open("/etc/passwd", WRITE).by("/usr/sbin/useradd", "eve")),
        arguments(
            "Write below program directory",
            open("/usr/bin/ls", WRITE).by("/usr/bin/curl"),
            open("/usr/bin/ls", WRITE).by("/usr/bin/dpkg", "-i", "coreutils")),
        arguments(
            "Cron job written",
            open("/etc/cron.d/beacon", WRITE).by("/bin/sh"),
            open("/var/spool/cron/root", WRITE).by("/usr/bin/crontab")),
        arguments(
            "Set user id bit added",
            call("fchmodat")
                .by("/usr/bin/chmod")
                .in("/tmp")
                .argument("filename", "sh")
                .argument("mode", "04755"),
            call("fchmodat")
                .by("/usr/bin/chmod")
                .argument("filename", "sh")
                .argument("mode", "0755")),
        arguments(
            "Account changed",
            execve("/usr/sbin/useradd", "eve").childOf("bash"),
            execve("/usr/sbin/useradd", "eve").childOf("sh").childOf("dpkg")),
        arguments(
            "Hidden file created",
            open("/dev/shm/.x", WRITE).by("/bin/sh"),
            open("/dev/shm/x", WRITE).by("/bin/sh")),
        arguments(
            "Symbolic link to sensitive file",
            call("symlink").argument("target", "/etc/shadow").argument("linkpath", "/tmp/notes"),
            call("symlink").argument("target", "/etc/hosts").argument("linkpath", "/tmp/notes")),
        arguments(
            "Hard link to sensitive file",
            call("linkat")
                .in("/etc")
                .argument("olddir", "AT_FDCWD")
                .argument("oldpath", "shadow")
                .argument("newdir", "AT_FDCWD")
                .argument("newpath", "/tmp/notes"),
            call("linkat").argument("oldpath", "/srv/a").argument("newpath", "/srv/b")),
        arguments(
            "Log tampered with",
            call("unlink").by("/usr/bin/rm").argument("path", "/var/log/auth.log"),
            call("unlink").by("/usr/sbin/logrotate").argument("path", "/var/log/auth.log")),
        arguments(
            "Shell history deleted",
            call("unlinkat")
                .by("/usr/bin/rm")
                .in("/root")
                .argument("dirfd", "AT_FDCWD")
                .argument("name", ".bash_history"),
            open("/root/.bash_history", "O_WRONLY|O_APPEND").by("/bin/bash")),
        arguments(
            "Mount in container",
            call("mount").by("/bin/mount").argument("dir", "/mnt").inContainer("shop:1"),
            call("mount").by("/bin/mount").argument("dir", "/mnt")),
        arguments(
            "Namespace changed",
            call("setns").by("/usr/bin/nsenter").argument("nstype", "CLONE_NEWNS"),
            call("setns").by("/usr/bin/runc").argument("nstype", "CLONE_NEWNS")),
        arguments(
            "Container runtime socket opened",
            call("connect").by("/usr/bin/curl").fd(4, "unix", "/run/docker.sock").inContainer("x"),
            call("connect").by("/usr/bin/docker").fd(4, "unix", "/run/docker.sock")),
        arguments(
            "Process injection by ptrace",
            call("ptrace").by("/tmp/inject").argument("request", "PTRACE_POKETEXT"),
            call("ptrace").by("/usr/bin/gdb").argument("request", "PTRACE_POKETEXT")),
        arguments(
            "Kernel module loaded",
            call("finit_module").by("/tmp/rootkit"),
            call("finit_module").by("/usr/sbin/modprobe", "nfs")),
        arguments(
            "Privileges raised in container",
            execve("/usr/bin/sudo", "-i").inContainer("shop:1"),
            execve("/usr/bin/sudo", "-i")),
        arguments(
            "Package manager in container",
            execve("/usr/bin/apt-get", "install", "nmap").childOf("bash").inContainer("shop:1"),
            execve("/usr/bin/apt-get", "upgrade").childOf("bash")),
        arguments(
            "Network tool in container",
            execve("/usr/bin/nmap", "10.0.0.0/8").inContainer("shop:1"),
            execve("/usr/bin/nmap", "10.0.0.0/8")),
        arguments(
            "Program started from temporary directory",
            execve("/dev/shm/a.out"),
            execve("/tmpfiles/a.out")),
        arguments(
            "New program started in container",
            execve("/opt/dropped")
                .argument("flags", "EXE_WRITABLE|EXE_UPPER_LAYER")
                .inContainer("x"),
            execve("/opt/shipped").argument("flags", "EXE_WRITABLE").inContainer("x")),
        arguments(
            "Crypto miner",
            connect("198.51.100.7", 3333).by("/opt/a").inContainer("shop:1"),
            connect("10.1.2.3", 3333).by("/opt/a").inContainer("shop:1")),
        arguments(
            "Outbound connection by interpreter in container",
            connect("198.51.100.7", 443)
                .by("/usr/bin/python3", "-c", "import socket")
                .inContainer("x"),
            connect("198.51.100.7", 443).by("/usr/bin/python3", "app.py").inContainer("x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void firesOnTheAttackAndNotOnItsHarmlessNeighbour(
      String rule, TestEvent attack, TestEvent quiet) {
    assertThat(fired(attack)).contains(rule);
    assertThat(fired(quiet)).doesNotContain(rule);
  }

  @Test
  void loadsWithoutAProblem() {
    assertThat(LOADED.problems()).as(LOADED.format()).isEmpty();
  }

  @Test
  void everyRuleHasATestAndIsTaggedAndTimeless() {
    List<String> tested = cases().map(test -> (String) test.get()[0]).toList();
    assertThat(LOADED.rules().rules())
        .extracting(Rule::name)
        .containsExactlyInAnyOrderElementsOf(tested);
    assertThat(LOADED.rules().rules())
        .allSatisfy(rule -> assertThat(rule.tags()).anyMatch(tag -> tag.matches("T[A0-9.]+")))
        .allSatisfy(rule -> assertThat(rule.tags()).anyMatch(tag -> tag.startsWith("mitre_")));
  }

  @Test
  void readingTheShadowFileOnTheHostIsAWarningWithAllThatIsKnown() {
    TestEvent event =
        open("/etc/shadow", READ).by("/usr/bin/cat", "/etc/shadow").childOf("bash").onTerminal();
    Match match = matches(event).get(0);
    assertThat(match.rule().name()).isEqualTo("Sensitive file read");
    assertThat(match.rule().priority()).isEqualTo(Priority.WARNING);
    assertThat(match.rule().priority().severity()).isEqualTo(4);
    assertThat(match.output())
        .isEqualTo(
            "12:34:56.000000789: Warning Sensitive file opened for reading (file=/etc/shadow"
                + " command=cat /etc/shadow executable=/usr/bin/cat parent=bash user=root"
                + " loginuid=-1 container=host image=<NA>)");
    assertThat(match.outputFields())
        .containsEntry("fd.name", "/etc/shadow")
        .containsEntry("user.loginuid", -1L)
        .containsEntry("container.id", "host")
        .containsEntry("container.image", null)
        .containsEntry("evt.time", TestEvent.TIME_NS);
  }

  @Test
  void aListCanBeFilledFromAnotherFile() {
    List<io.gyr.rules.RuleFile> files = new ArrayList<>(StarterRules.load());
    files.add(
        new io.gyr.rules.RuleFile(
            "mine.yaml",
            """
            - list: my_trusted_programs
              items: [backup]
              override:
                items: append
            """));
    LoadResult tuned = RuleLoader.load(files);
    assertThat(tuned.problems()).isEmpty();
    TestEvent event = open("/etc/shadow", READ).by("/opt/backup");
    assertThat(fired(event)).contains("Sensitive file read");
    assertThat(tuned.rules().newEvaluator().evaluate(event, match -> {})).isZero();
  }

  private static List<String> fired(TestEvent event) {
    return matches(event).stream().map(match -> match.rule().name()).toList();
  }

  private static List<Match> matches(TestEvent event) {
    List<Match> matches = new ArrayList<>();
    LOADED.rules().newEvaluator().evaluate(event, matches::add);
    return matches;
  }
}
