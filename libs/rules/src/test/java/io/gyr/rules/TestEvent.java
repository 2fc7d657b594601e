package io.gyr.rules;

import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A system call for tests: a host process of root's that is named step by step. */
public final class TestEvent implements Event {

  /** The time of every event that is not given another: 2026-03-01 12:34:56.000000789 UTC. */
  public static final long TIME_NS = 1772368496000000789L;

  private final int type;
  private final Map<Integer, String> texts = new LinkedHashMap<>();
  private final Map<Integer, Long> numbers = new LinkedHashMap<>();
  private final Map<Integer, List<Object>> lists = new LinkedHashMap<>();
  private final Map<Integer, Map<String, String>> tables = new LinkedHashMap<>();
  private final Map<String, String> arguments = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();

  private TestEvent(String type) {
    this.type = EventTypes.idOf(type);
  }

  /** A call with nothing but its type. */
  public static TestEvent bare(String type) {
    return new TestEvent(type);
  }

  /** A successful call of root's on the host. */
  public static TestEvent call(String type) {
    return bare(type)
        .set(SyscallFacts.EVENT_TIME_NS, TIME_NS)
        .set(SyscallFacts.EVENT_RESULT, 0)
        .set(SyscallFacts.EVENT_NUMBER, 42)
        .set(SyscallFacts.THREAD_ID, 1000)
        .set(SyscallFacts.PROCESS_PID, 1000)
        .set(SyscallFacts.PROCESS_VPID, 1000)
        .set(SyscallFacts.PROCESS_TTY, 0)
        .set(SyscallFacts.PROCESS_CWD, "/")
        .set(SyscallFacts.USER_ID, 0)
        .set(SyscallFacts.USER_NAME, "root")
        .set(SyscallFacts.LOGIN_USER_ID, -1);
  }

  /** A file opened: descriptor 3 on {@code path}. */
  public static TestEvent open(String path, String flags) {
    return call("openat")
        .argument("dirfd", "AT_FDCWD")
        .argument("name", path)
        .argument("flags", flags)
        .fd(3, "file", path)
        .result(3);
  }

  /** A program started. */
  public static TestEvent execve(String path, String... arguments) {
    return call("execve").by(path, arguments).argument("filename", path);
  }

  /** A connection made from 10.0.0.5. */
  public static TestEvent connect(String ip, int port) {
    return call("connect").socket(ip, port);
  }

  /** The program that calls. */
  public TestEvent by(String path, String... arguments) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    set(SyscallFacts.PROCESS_NAME, name.substring(0, Math.min(15, name.length())));
    set(SyscallFacts.PROCESS_EXE, name);
    set(SyscallFacts.PROCESS_EXE_PATH, path);
    lists.put(SyscallFacts.PROCESS_ARGUMENT, new ArrayList<>(Arrays.asList(arguments)));
    return this;
  }

  /** The next forebear: the first call names the parent. */
  public TestEvent childOf(String name) {
    append(SyscallFacts.ANCESTOR_NAME, name);
    append(SyscallFacts.ANCESTOR_EXE, name);
    append(SyscallFacts.ANCESTOR_EXE_PATH, "/usr/bin/" + name);
    append(SyscallFacts.ANCESTOR_COMMAND_LINE, name + " -x");
    append(SyscallFacts.ANCESTOR_PID, 999L - lists.get(SyscallFacts.ANCESTOR_NAME).size() + 1);
    return this;
  }

  public TestEvent in(String workingDirectory) {
    return set(SyscallFacts.PROCESS_CWD, workingDirectory);
  }

  public TestEvent onTerminal() {
    return set(SyscallFacts.PROCESS_TTY, 34816);
  }

  public TestEvent result(long result) {
    return set(SyscallFacts.EVENT_RESULT, result);
  }

  public TestEvent user(long id, String name) {
    return set(SyscallFacts.USER_ID, id).set(SyscallFacts.USER_NAME, name);
  }

  /** In a container of an image. */
  public TestEvent inContainer(String image) {
    return set(
            SyscallFacts.CONTAINER_ID,
            "3ad7b26ded6d8e7b23da7d48fe889434573036c27ae5a74837233de441c3601e")
        .label("container.name", "web")
        .label("container.image.name", image);
  }

  public TestEvent argument(String name, String value) {
    arguments.put(name, value);
    return this;
  }

  public TestEvent label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public TestEvent fd(long number, String type, String name) {
    return set(SyscallFacts.FD_NUMBER, number)
        .set(SyscallFacts.FD_TYPE, type)
        .set(SyscallFacts.FD_NAME, name);
  }

  /** The descriptor is a TCP connection from 10.0.0.5. */
  public TestEvent socket(String ip, int port) {
    return fd(5, ip.contains(":") ? "ipv6" : "ipv4", "10.0.0.5:40000->" + ip + ":" + port)
        .set(SyscallFacts.FD_PROTOCOL, "tcp")
        .set(SyscallFacts.FD_CLIENT_IP, "10.0.0.5")
        .set(SyscallFacts.FD_CLIENT_PORT, 40000)
        .set(SyscallFacts.FD_SERVER_IP, ip)
        .set(SyscallFacts.FD_SERVER_PORT, port)
        .set(SyscallFacts.FD_IS_SERVER, 0);
  }

  public TestEvent set(int fact, String text) {
    texts.put(fact, text);
    return this;
  }

  public TestEvent set(int fact, long number) {
    numbers.put(fact, number);
    return this;
  }

  /** A fact with several texts. */
  public TestEvent list(int fact, String... values) {
    lists.put(fact, new ArrayList<>(Arrays.asList(values)));
    return this;
  }

  /** A fact with several numbers. */
  public TestEvent list(int fact, Long... values) {
    lists.put(fact, new ArrayList<>(Arrays.asList(values)));
    return this;
  }

  /** One entry of a fact that is a table; its values stand by position too. */
  public TestEvent entry(int fact, String key, String value) {
    tables.computeIfAbsent(fact, k -> new LinkedHashMap<>()).put(key, value);
    append(fact, value);
    return this;
  }

  private void append(int fact, Object value) {
    lists.computeIfAbsent(fact, key -> new ArrayList<>()).add(value);
  }

  @Override
  public int type() {
    return type;
  }

  @Override
  public String text(int fact) {
    return texts.get(fact);
  }

  @Override
  public long number(int fact) {
    return numbers.getOrDefault(fact, ABSENT);
  }

  @Override
  public int count(int fact) {
    return values(fact).size();
  }

  @Override
  public String textAt(int fact, int index) {
    List<?> values = values(fact);
    return index < values.size() ? (String) values.get(index) : null;
  }

  @Override
  public long numberAt(int fact, int index) {
    List<?> values = values(fact);
    return index < values.size() ? (Long) values.get(index) : ABSENT;
  }

  @Override
  public String textOf(int fact, String key) {
    return switch (fact) {
      case SyscallFacts.LABEL -> labels.get(key);
      case SyscallFacts.ARGUMENT -> arguments.get(key);
      default -> tables.getOrDefault(fact, Map.of()).get(key);
    };
  }

  private List<?> values(int fact) {
    return switch (fact) {
      case SyscallFacts.ARGUMENT -> List.copyOf(arguments.values());
      case SyscallFacts.ARGUMENT_NAME -> List.copyOf(arguments.keySet());
      default -> lists.getOrDefault(fact, List.of());
    };
  }

  @Override
  public String toString() {
    return EventTypes.nameOf(type) + texts + numbers + lists + arguments + labels;
  }
}
