package io.gyr.rules.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.rules.TestEvent;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.field.syscall.SyscallSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates make of an event. */
class TemplateTest {

  private static final TestEvent EVENT =
      TestEvent.open("/etc/shadow", "O_RDONLY").by("/usr/bin/cat", "/etc/shadow").childOf("bash");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain text                         | plain text",
        "%proc.name                         | cat",
        "(file=%fd.name by=%proc.cmdline)   | (file=/etc/shadow by=cat /etc/shadow)",
        "Read by %proc.name.                | Read by cat.",
        "%proc.aname[1]/%proc.aname[2]      | bash/<NA>",
        "%evt.arg.flags and %evt.arg[flags] | O_RDONLY and O_RDONLY",
        "100%% %user.uid                    | 100% 0",
        "%toupper(proc.name)!               | CAT!",
        "%evt.time %evt.failed              | 12:34:56.000000789 false",
        "%proc.name%user.name               | catroot",
        "%6proc.name!%2proc.name            | cat   !ca",
      })
  void putsValuesInTheirPlaces(String template, String expected) throws ConditionException {
    assertThat(parse(template).format(EVENT)).isEqualTo(expected);
  }

  @Test
  void givesValuesWithTheirTypesUnderTheirNames() throws ConditionException {
    var values =
        parse("%user.uid %evt.failed %proc.aname %proc.aname[2] %evt.time %fd.name").values(EVENT);
    assertThat(values)
        .containsEntry("user.uid", 0L)
        .containsEntry("evt.failed", false)
        .containsEntry("proc.aname", Arrays.asList("bash"))
        .containsEntry("proc.aname[2]", null)
        .containsEntry("evt.time", TestEvent.TIME_NS)
        .containsEntry("fd.name", "/etc/shadow");
    assertThat(values.keySet()).startsWith("user.uid", "evt.failed").endsWith("fd.name");
  }

  @ParameterizedTest
  @CsvSource({"by % now, 3", "by %proc.nope, 4", "by %proc.aname[1, 14", "by %lower(proc.name), 4"})
  void refusesWhatIsNoFieldAtItsPlace(String template, int position) {
    assertThatThrownBy(() -> parse(template))
        .isInstanceOfSatisfying(
            ConditionException.class, e -> assertThat(e.position()).isEqualTo(position));
  }

  @Test
  void aFormatPrintsIncompleteEventsOnlyWithAStar() throws ConditionException {
    var fields = SyscallSource.SOURCE.fields();
    assertThat(TemplateParser.parseFormat("%proc.name %fd.sip", fields).suits(EVENT)).isFalse();
    assertThat(TemplateParser.parseFormat("%proc.name %fd.name", fields).suits(EVENT)).isTrue();
    Template lenient = TemplateParser.parseFormat("*%proc.name %fd.sip", fields);
    assertThat(lenient.suits(EVENT)).isTrue();
    assertThat(lenient.format(EVENT)).isEqualTo("cat <NA>");
  }

  private static Template parse(String template) throws ConditionException {
    return TemplateParser.parse(template, SyscallSource.SOURCE.fields());
  }
}
