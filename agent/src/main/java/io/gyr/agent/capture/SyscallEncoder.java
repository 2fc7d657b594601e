package io.gyr.agent.capture;

import io.gyr.inspector.event.ResolvedEvent;
import io.gyr.inspector.fd.Connection;
import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.process.Process;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * How it works. The fields are written one after the other in the order of Syscall.avsc, without an
 * object in between. Most of a record is its process with up to eight forebears, and a process makes
 * many calls: their bytes are kept on the process, with a stamp that differs as soon as anything
 * about one of them did.
 */
/**
 * Writes resolved events as Avro: every field of {@code Syscall.avsc} from {@code type} on. The
 * three before it (host_id, agent_epoch_ns, sequence) are the queue's to put in front. Not
 * thread-safe.
 */
public final class SyscallEncoder {
  private static final int FIRST_CAPACITY = 8_192;

  /** Command lines beyond the parent's are for orientation: eight full ones are 32 KiB per call. */
  private static final int MAX_FAR_COMMAND_LINE = 512;

  private final AvroBuffer body = new AvroBuffer(FIRST_CAPACITY);
  private final AvroBuffer processBytes = new AvroBuffer(FIRST_CAPACITY);

  /**
   * Encodes an event into {@link #bytes}, over the one before.
   *
   * @return how many bytes it takes
   */
  public int encode(ResolvedEvent event) {
    body.clear();
    body.text(event.type().typeName());
    body.number(event.timeNs());
    body.number(event.result());
    body.number(event.tid());
    body.optional(event.containerId());
    arguments(event);
    fd(event);
    body.raw(process(event));
    user(event);
    return body.length();
  }

  /** Where the last event lies, from index 0 on; another array may take its place later. */
  public byte[] bytes() {
    return body.bytes();
  }

  private void arguments(ResolvedEvent event) {
    int count = event.argumentCount();
    if (count > 0) {
      body.number(count);
      for (int i = 0; i < count; i++) {
        body.text(event.argumentName(i));
        body.text(event.argumentValue(i));
      }
    }
    body.endArray();
  }

  private void fd(ResolvedEvent event) {
    Descriptor fd = event.fd();
    if (fd == null) {
      body.branch(0);
      return;
    }
    body.branch(1);
    body.number(event.fdNumber());
    body.text(fd.type().text());
    body.text(fd.name());
    connection(fd.connection());
  }

  private void connection(@Nullable Connection connection) {
    if (connection == null) {
      body.branch(0);
      return;
    }
    body.branch(1);
    body.text(connection.protocol());
    body.optional(connection.clientIp());
    body.number(connection.clientPort());
    body.optional(connection.serverIp());
    body.number(connection.serverPort());
    body.bool(connection.isServer());
  }

  private byte[] process(ResolvedEvent event) {
    Process process = event.process();
    long stamp = process.stamp(ResolvedEvent.MAX_ANCESTORS);
    if (process.attachment(stamp) instanceof byte[] known) {
      return known;
    }
    AvroBuffer to = processBytes;
    to.clear();
    to.number(process.pid());
    to.number(process.virtualPid());
    to.text(process.name());
    to.text(process.exe());
    to.text(process.exePath());
    texts(to, process.arguments());
    to.text(process.cwd());
    to.number(process.tty());
    to.number(process.session());
    to.number(event.processStartNs());
    ancestors(to, process);
    byte[] encoded = Arrays.copyOf(to.bytes(), to.length());
    process.attach(encoded, stamp);
    return encoded;
  }

  private static void ancestors(AvroBuffer to, Process process) {
    int count = 0;
    Process each = process.parent();
    while (each != null && count < ResolvedEvent.MAX_ANCESTORS) {
      // Blocks of one item: how many will come is not known yet.
      to.number(1);
      to.number(each.pid());
      to.text(each.name());
      to.text(each.exe());
      to.text(each.exePath());
      to.text(commandLine(each, count));
      each = each.parent();
      count++;
    }
    to.endArray();
  }

  private static String commandLine(Process ancestor, int distance) {
    String whole = ancestor.commandLine();
    return distance == 0 || whole.length() <= MAX_FAR_COMMAND_LINE
        ? whole
        : whole.substring(0, MAX_FAR_COMMAND_LINE);
  }

  private static void texts(AvroBuffer to, List<String> texts) {
    if (!texts.isEmpty()) {
      to.number(texts.size());
      for (String text : texts) {
        to.text(text);
      }
    }
    to.endArray();
  }

  private void user(ResolvedEvent event) {
    body.number(event.uid());
    body.optional(event.userName());
    body.number(event.gid());
    body.optional(event.groupName());
    body.number(event.loginUid());
    body.optional(event.loginName());
  }
}
