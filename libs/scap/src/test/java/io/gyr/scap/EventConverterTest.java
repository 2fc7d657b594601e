package io.gyr.scap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventConverterTest {
  private static final int READ_E = 6;
  private static final int READ_X = 7;
  private static final int CLOSE_E = 4;
  private static final int CLOSE_X = 5;

  @Test
  void anExitEventGetsWhatOnlyItsEnterEventSays() throws IOException {
    List<ScapEvent> events =
        convert(
            new CaptureWriter()
                .event(1, READ_E, 3, 4096)
                .raw(1, READ_X, new byte[] {2, 0, 0, 0, 0, 0, 0, 0}, new byte[] {'h', 'i'}));
    assertThat(events).hasSize(1);
    ScapEvent read = events.get(0);
    assertThat(read.code()).isEqualTo(READ_X);
    assertThat(read.number(0)).isEqualTo(2);
    assertThat(read.number(2)).isEqualTo(3);
    assertThat(read.number(3)).isEqualTo(4096);
  }

  @Test
  void anEnterEventOfAnotherThreadOrCallIsNotTaken() throws IOException {
    byte[] result = new byte[8];
    List<ScapEvent> events =
        convert(
            new CaptureWriter()
                .event(1, CLOSE_E, 9)
                .event(2, READ_E, 7, 10)
                .raw(1, READ_X, result, result));
    assertThat(events).hasSize(1);
    assertThat(events.get(0).number(2)).isZero();
  }

  @Test
  void anEventOfTheNewestLayoutPassesAsItIs() throws IOException {
    List<ScapEvent> events = convert(new CaptureWriter().event(1, CLOSE_X, 0, 8));
    assertThat(events).hasSize(1);
    assertThat(events.get(0).number(1)).isEqualTo(8);
  }

  @Test
  void everyOldCodeBecomesANewOne() throws IOException {
    for (int code = 1; code < EventTable.size(); code += 2) {
      EventInfo info = EventTable.get(code);
      if (info.isOld() && !info.name().equals("NA")) {
        byte[][] parameters = new byte[info.parameters().size()][0];
        List<ScapEvent> events = convert(new CaptureWriter().raw(1, code, parameters));
        assertThat(events).as(info.name() + " " + code).hasSize(1);
        assertThat(events.get(0).count()).isEqualTo(events.get(0).info().parameters().size());
      }
    }
  }

  private static List<ScapEvent> convert(CaptureWriter writer) throws IOException {
    EventConverter converter = new EventConverter();
    List<ScapEvent> events = new ArrayList<>();
    try (ScapReader reader =
        ScapReader.of(new ByteArrayInputStream(writer.bytes()), new Recorder())) {
      while (reader.next()) {
        ScapEvent event = converter.convert(reader.event());
        if (event != null) {
          events.add(event.snapshot());
        }
      }
    }
    return events;
  }
}
