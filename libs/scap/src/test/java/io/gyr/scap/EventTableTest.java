package io.gyr.scap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventTableTest {

  @Test
  void codesAreThoseOfTheFormat() {
    assertThat(EventTable.get(1).name()).isEqualTo("syscall");
    assertThat(EventTable.get(3).name()).isEqualTo("open");
    assertThat(EventTable.get(293).name()).isEqualTo("execve");
    assertThat(EventTable.get(307).name()).isEqualTo("openat");
    assertThat(EventTable.get(451).name()).isEqualTo("close_range");
  }

  @Test
  void parametersHaveNamesTypesAndValues() {
    EventInfo openat = EventTable.get(307);
    assertThat(openat.parameters())
        .extracting(Parameter::name)
        .containsExactly("fd", "dirfd", "name", "flags", "mode", "dev", "ino");
    assertThat(openat.parameters().get(2).type()).isEqualTo(ParameterType.FSRELPATH);
    assertThat(openat.parameters().get(2).directory()).isEqualTo(1);
    ValueNames flags = openat.parameters().get(3).names();
    assertThat(flags).isNotNull();
    assertThat(flags.flags(1)).isEqualTo("O_RDONLY");
    assertThat(openat.isEnter()).isFalse();
    assertThat(openat.createsDescriptor()).isTrue();
    assertThat(openat.hasResult()).isTrue();
  }

  @Test
  void everyCodeHasACompleteEntry() {
    for (int code = 0; code < EventTable.size(); code++) {
      EventInfo info = EventTable.get(code);
      assertThat(info.code()).isEqualTo(code);
      assertThat(info.name()).isNotEmpty();
      int parameters = info.parameters().size();
      for (Parameter parameter : info.parameters()) {
        if (parameter.type() == ParameterType.FSRELPATH) {
          assertThat(parameter.directory()).isBetween(0, parameters - 1);
        }
      }
      assertThat(info.descriptor()).isLessThan(Math.max(parameters, 1));
    }
  }
}
