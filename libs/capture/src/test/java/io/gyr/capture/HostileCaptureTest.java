package io.gyr.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.scap.CaptureWriter;
import io.gyr.scap.EventInfo;
import io.gyr.scap.EventTable;
import io.gyr.scap.Parameter;
import io.gyr.scap.ScapException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a capture says, reading it ends well or with a {@link ScapException}. */
class HostileCaptureTest {
  private static final int SEEDS = 10;
  private static final int EVENTS = 2000;

  @Test
  void eventsWithRightWidthsAndAnyValuesAreRead() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(readAll(capture(new Random(seed), false))).isEqualTo(EVENTS);
    }
  }

  @Test
  void eventsWithAnyWidthsAreRead() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(readAll(capture(new Random(seed), true))).isEqualTo(EVENTS);
    }
  }

  @Test
  void damagedBytesEndInTheReadersOwnException() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = capture(random, false);
      for (int i = 0; i < 20; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      readUntilDamage(bytes);
    }
  }

  private static void readUntilDamage(byte[] bytes) {
    try {
      assertThat(readAll(bytes)).isLessThanOrEqualTo(EVENTS);
    } catch (ScapException e) {
      assertThat(e.offset()).isLessThanOrEqualTo(bytes.length);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long readAll(byte[] bytes) throws IOException {
    try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(bytes))) {
      while (reader.next()) {
        askForEverything(reader.event());
      }
      return reader.events();
    }
  }

  private static void askForEverything(Event event) {
    for (int fact = 0; fact < SyscallFacts.COUNT; fact++) {
      event.text(fact);
      event.number(fact);
      int count = Math.min(event.count(fact), 40);
      for (int i = 0; i < count; i++) {
        event.textAt(fact, i);
        event.numberAt(fact, i);
      }
      event.textAt(fact, count);
      event.numberAt(fact, count);
      event.textOf(fact, "name");
    }
  }

  private static byte[] capture(Random random, boolean anyWidth) {
    CaptureWriter writer = new CaptureWriter().machine("host");
    for (int pid = 1; pid < 8; pid++) {
      writer.process(pid, pid - 1, "p" + pid, "/home", "cpu=/docker/" + "a".repeat(64) + "\0");
      writer.file(pid, 3, "/etc/passwd");
    }
    for (int i = 0; i < EVENTS; i++) {
      EventInfo info = EventTable.get(random.nextInt(EventTable.size()));
      int all = info.parameters().size();
      byte[][] parameters = new byte[anyWidth ? random.nextInt(all + 2) : all][];
      for (int p = 0; p < parameters.length; p++) {
        boolean any = p >= all || anyWidth && random.nextInt(4) == 0;
        parameters[p] =
            any ? bytes(random, random.nextInt(20)) : value(random, info.parameters().get(p));
      }
      writer.raw(random.nextInt(10), info.code(), parameters);
    }
    return writer.bytes();
  }

  private static byte[] value(Random random, Parameter parameter) {
    int size = parameter.type().size();
    if (size > 0) {
      byte[] number = bytes(random, size);
      if (random.nextInt(8) != 0) {
        java.util.Arrays.fill(number, (byte) 0);
        number[0] = (byte) random.nextInt(12);
      }
      return number;
    }
    switch (parameter.type()) {
      case SOCKADDR, SOCKTUPLE -> {
        byte[] address = bytes(random, random.nextInt(40));
        if (address.length > 0) {
          address[0] = new byte[] {1, 2, 10, 16}[random.nextInt(4)];
        }
        return address;
      }
      case CHARBUF, FSPATH, FSRELPATH -> {
        String[] texts = {"", "/etc/shadow\0", "../x/./y\0", "name\0", "<NA>\0", "/\0", "\u00ff"};
        return texts[random.nextInt(texts.length)].getBytes(
            java.nio.charset.StandardCharsets.UTF_8);
      }
      default -> {
        return bytes(random, random.nextInt(30));
      }
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
