package io.gyr.agent.replay;

import io.gyr.schemas.record.Argument;
import io.gyr.schemas.record.Connection;
import io.gyr.schemas.record.FileDescriptor;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.record.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the calls of the built-in recording, one after the other. */
final class DemoCalls {
  private static final long START_NS = 1_767_225_600_000_000_000L; // 2026-01-01

  private final List<Syscall> calls = new ArrayList<>();
  private final Map<Long, Long> started = new HashMap<>();
  private long timeNs = START_NS;

  List<Syscall> calls() {
    return calls;
  }

  DemoCalls pause(long millis) {
    timeNs += millis * 1_000_000;
    return this;
  }

  DemoCalls exec(DemoProcess process) {
    started.put(process.pid(), timeNs);
    return add(
        process,
        "execve",
        0,
        null,
        "res",
        "0",
        "exe",
        process.name(),
        "args",
        String.join(" ", process.arguments()),
        "tty",
        Integer.toString(process.tty()),
        "pid",
        Long.toString(process.pid()),
        "comm",
        process.name(),
        "flags",
        "");
  }

  DemoCalls exit(DemoProcess process) {
    return add(process, "procexit", 0, null, "status", "0", "ret", "0", "sig", "0");
  }

  DemoCalls open(DemoProcess process, String path, String flags) {
    return add(
        process,
        "openat",
        3,
        file(3, path),
        "fd",
        "3",
        "dirfd",
        "AT_FDCWD",
        "name",
        path,
        "flags",
        flags,
        "mode",
        flags.contains("O_CREAT") ? "0644" : "0000");
  }

  DemoCalls unlink(DemoProcess process, String path) {
    return add(
        process, "unlinkat", 0, null, "res", "0", "dirfd", "AT_FDCWD", "name", path, "flags", "0");
  }

  DemoCalls chmod(DemoProcess process, String path, String mode) {
    return add(
        process,
        "fchmodat",
        0,
        null,
        "res",
        "0",
        "dirfd",
        "AT_FDCWD",
        "filename",
        path,
        "mode",
        mode);
  }

  DemoCalls connect(DemoProcess process, String client, String server, int port) {
    FileDescriptor socket =
        socket(3, client, 40_000 + (int) (process.pid() % 20_000), server, port);
    return add(process, "connect", 0, socket, "res", "0", "fd", "3", "addr", socket.getName());
  }

  DemoCalls accept(DemoProcess process, String client, String server, int port) {
    FileDescriptor socket = socket(7, client, 51_000 + calls.size() % 1000, server, port);
    socket.getConnection().setIsServer(true);
    return add(process, "accept4", 7, socket, "fd", "7", "tuple", socket.getName());
  }

  /** A standard stream becomes a copy of a socket. */
  DemoCalls dup(DemoProcess process, int onto, String client, String server, int port) {
    FileDescriptor socket =
        socket(onto, client, 40_000 + (int) (process.pid() % 20_000), server, port);
    return add(
        process,
        "dup2",
        onto,
        socket,
        "res",
        Integer.toString(onto),
        "oldfd",
        "3",
        "newfd",
        Integer.toString(onto));
  }

  private static FileDescriptor file(long number, String path) {
    return new FileDescriptor(number, "file", path, null);
  }

  private static FileDescriptor socket(
      long number, String client, int clientPort, String server, int port) {
    String name = client + ":" + clientPort + "->" + server + ":" + port;
    return new FileDescriptor(
        number, "ipv4", name, new Connection("tcp", client, clientPort, server, port, false));
  }

  private DemoCalls add(
      DemoProcess process, String type, long result, FileDescriptor fd, String... arguments) {
    List<Argument> named = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      named.add(new Argument(arguments[i], arguments[i + 1]));
    }
    calls.add(
        Syscall.newBuilder()
            .setHostId("")
            .setAgentEpochNs(0)
            .setSequence(0)
            .setType(type)
            .setTimeNs(timeNs)
            .setResult(result)
            .setTid(process.pid())
            .setContainerId(process.containerId())
            .setArguments(named)
            .setFd(fd)
            .setProcess(process.info(started.getOrDefault(process.pid(), START_NS)))
            .setUser(
                UserInfo.newBuilder()
                    .setUid(process.uid())
                    .setName(process.user())
                    .setGid(process.uid())
                    .setGroup(process.user())
                    .setLoginUid(-1)
                    .build())
            .build());
    timeNs += 3_000_000;
    return this;
  }
}
