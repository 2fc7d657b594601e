package io.gyr.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Location;
import io.gyr.rules.Match;
import io.gyr.rules.Priority;
import io.gyr.rules.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FalcoJsonTest {

  private static final long TIME_NS = 1_795_296_205_191_038_763L;

  @Test
  void writesEveryKeyInAlphabeticalOrderWithTypedFields() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("user.uid", 0L);
    fields.put("fd.name", "/etc/shadow");
    fields.put("proc.aname[3]", null);
    fields.put("evt.failed", false);
    fields.put("ka.req.pod.containers.image", new ArrayList<>(Arrays.asList("a", "b")));
    fields.put("evt.time", TIME_NS);

    assertThat(new FalcoJson("lab-1", TimeFormat.TIME_OF_DAY).line(match("Read", fields)))
        .isEqualTo(
            """
            {"hostname":"lab-1","output":"21:23:25.191038763: Warning Read","output_fields":{\
            "evt.failed":false,"evt.time":1795296205191038763,"fd.name":"/etc/shadow",\
            "ka.req.pod.containers.image":["a","b"],"proc.aname[3]":null,"user.uid":0},\
            "priority":"Warning","rule":"A rule","source":"syscall","tags":["T1555","host"],\
            "time":"2026-11-21T21:23:25.191038763Z"}""");
  }

  @Test
  void namesTheTimeAsTheTextHasIt() {
    Map<String, Object> fields = new HashMap<>(Map.of("evt.time", TIME_NS));
    String line = new FalcoJson("h", TimeFormat.ISO_8601).line(match("Read", fields));
    assertThat(line)
        .contains("\"output\":\"2026-11-21T21:23:25.191038763+0000: Warning Read\"")
        .contains("\"output_fields\":{\"evt.time.iso8601\":1795296205191038763}");

    String asked = new FalcoJson("h", TimeFormat.ISO_8601).line(match("At %evt.time.", fields));
    assertThat(asked)
        .contains("{\"evt.time\":1795296205191038763,\"evt.time.iso8601\":1795296205191038763}");
  }

  @Test
  void escapesWhatJsonCannotHold() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("fd.name", "\"\\\b\f\n\r\t\u0001\u001f\u007f\u00e9\ud83d\ude00\ud83d/");
    assertThat(new FalcoJson("h", TimeFormat.ISO_8601).line(match("x", fields)))
        .contains(
            "\"fd.name\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u00e9\ud83d\ude00\ufffd/\"");
  }

  @Test
  void writesALineOfTextAsFalcoDoes() {
    assertThat(new FalcoText(TimeFormat.ISO_8601).line(match("Read it", Map.of())))
        .isEqualTo("2026-11-21T21:23:25.191038763+0000: Warning Read it");
  }

  private static Match match(String output, Map<String, Object> fields) {
    Rule rule =
        new Rule(
            "A rule",
            "",
            Priority.WARNING,
            "syscall",
            List.of("host", "T1555"),
            "",
            output,
            new Location("f", 1, 1));
    return new Match(rule, TIME_NS, output, fields);
  }
}
