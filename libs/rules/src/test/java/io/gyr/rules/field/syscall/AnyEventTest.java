package io.gyr.rules.field.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.Field;
import io.gyr.rules.field.FieldException;
import io.gyr.rules.field.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever an event holds, every field of it can be read. */
class AnyEventTest {

  private static final List<BoundField> FIELDS = fields();

  /** Texts that end too soon, begin too late, or hold what separates others. */
  private static final String[] TEXTS = {
    "",
    "/",
    "//",
    "///a",
    "a/",
    "..",
    "/../..",
    ".",
    ":",
    "::",
    "a:b",
    "=",
    "PATH=",
    "NAME",
    " ",
    "<",
    "<>",
    "<1>",
    "<9999>x",
    "<x>",
    "0",
    "-1",
    "AT_FDCWD",
    "5(<d>/x)",
    "<NA>",
    "O_RDONLY|",
    "file",
    "directory",
    "ipv4",
    "unix",
    "tcp",
    "true",
    "sh",
    "image:",
    ":tag",
    "a:1/b",
    "\0",
    "ä",
    "\ud800",
    "0777",
    "S_IXUSR",
    "/dev/log",
    "0123456789ab",
    "0123456789abcdef"
  };

  private static final long[] NUMBERS = {
    Event.ABSENT, Event.ABSENT, 0, 1, -1, -2, 42, 1L << 13, 1L << 40, Long.MAX_VALUE, -1L << 62
  };

  @Property(tries = 2000, seed = "20261122")
  void canBeReadByEveryField(@ForAll long seed) {
    Event event = new AnyEvent(seed);
    for (BoundField field : FIELDS) {
      assertThat(ValueText.text(field, event)).as(field.text()).isNotNull();
    }
  }

  private static List<BoundField> fields() {
    List<BoundField> fields = new ArrayList<>();
    try {
      for (Field field : SyscallSource.SOURCE.fields().fields()) {
        if (field.argument() == ArgumentKind.KEY || field.argument() == ArgumentKind.OPTIONAL_KEY) {
          fields.add(SyscallSource.SOURCE.fields().bind(field.name(), "name"));
          // Raw arguments have names only.
          if (!field.name().equals("evt.rawarg")) {
            fields.add(SyscallSource.SOURCE.fields().bind(field.name(), "0"));
          }
        }
        if (field.argument() == ArgumentKind.OPTIONAL_INDEX) {
          fields.add(SyscallSource.SOURCE.fields().bind(field.name(), "1"));
        }
        if (field.argument() != ArgumentKind.KEY) {
          fields.add(SyscallSource.SOURCE.fields().bind(field.name(), null));
        }
      }
    } catch (FieldException e) {
      throw new AssertionError(e);
    }
    return fields;
  }

  /** Answers anything, but the same to the same question. */
  private record AnyEvent(long seed) implements Event {

    private int pick(int fact, int index, int of) {
      return new Random(seed * 31 + fact * 1009L + index).nextInt(of);
    }

    @Override
    public int type() {
      return pick(-1, 0, EventTypes.count());
    }

    @Override
    public String text(int fact) {
      return textAt(fact, -1);
    }

    @Override
    public long number(int fact) {
      return numberAt(fact, -1);
    }

    @Override
    public int count(int fact) {
      return pick(fact, -2, 4);
    }

    @Override
    public String textAt(int fact, int index) {
      int text = pick(fact, index, TEXTS.length + 6);
      return text < TEXTS.length ? TEXTS[text] : null;
    }

    @Override
    public long numberAt(int fact, int index) {
      return NUMBERS[pick(fact, index, NUMBERS.length)];
    }

    @Override
    public String textOf(int fact, String key) {
      return textAt(fact, key.hashCode());
    }
  }
}
