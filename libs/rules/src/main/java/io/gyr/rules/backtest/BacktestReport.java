package io.gyr.rules.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found.
 *
 * @param calls events judged
 * @param tallies alerts by rule, workload and verdict, in that order
 */
public record BacktestReport(long calls, List<Tally> tallies) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SAMPLES = 5;
  private static final List<String> VERDICTS = List.of("new", "gone", "same");

  /** Sorts the tallies. */
  public BacktestReport {
    tallies = tallies.stream().sorted(Comparator.comparing(Tally::key)).toList();
  }

  /**
   * As one JSON object: {@code calls}, and {@code rules}, each with {@code rule}, {@code alerts} of
   * the candidate, how many are {@code new}, {@code gone} and the {@code same}, the same by {@code
   * workloads}, and the earliest {@code samples}.
   */
  public String json() {
    Map<String, List<Tally>> byRule = new TreeMap<>();
    tallies.forEach(one -> byRule.computeIfAbsent(one.rule, rule -> new ArrayList<>()).add(one));
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("calls", calls);
      out.writeArrayFieldStart("rules");
      for (Map.Entry<String, List<Tally>> rule : byRule.entrySet()) {
        write(rule.getKey(), rule.getValue(), out);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(String rule, List<Tally> tallies, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("rule", rule);
    out.writeNumberField("alerts", sum(tallies, "new") + sum(tallies, "same"));
    for (String verdict : VERDICTS) {
      out.writeNumberField(verdict, sum(tallies, verdict));
    }
    Map<String, List<Tally>> workloads = new TreeMap<>();
    tallies.forEach(
        one -> workloads.computeIfAbsent(one.workload, name -> new ArrayList<>()).add(one));
    out.writeObjectFieldStart("workloads");
    for (Map.Entry<String, List<Tally>> workload : workloads.entrySet()) {
      out.writeObjectFieldStart(workload.getKey());
      for (Tally tally : workload.getValue()) {
        out.writeNumberField(tally.verdict, tally.count);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeArrayFieldStart("samples");
    for (Tally tally :
        tallies.stream()
            .sorted(Comparator.comparingLong(one -> one.sampleTimeNs))
            .limit(SAMPLES)
            .toList()) {
      out.writeStartObject();
      out.writeStringField("time_ns", Long.toString(tally.sampleTimeNs));
      out.writeStringField("verdict", tally.verdict);
      out.writeStringField("workload", tally.workload);
      out.writeStringField("record", tally.sampleRecord);
      out.writeStringField("output", tally.sampleOutput);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static long sum(List<Tally> tallies, String verdict) {
    return tallies.stream()
        .filter(tally -> tally.verdict.equals(verdict))
        .mapToLong(tally -> tally.count)
        .sum();
  }
}
