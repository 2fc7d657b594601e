package io.gyr.jobs.rules;

import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.OutputTag;

/**
 * What goes from {@link Detect} to {@link Correlate} beside the findings.
 *
 * <p>A step message is one of two: a candidate, which is what one event is to one sequence ({@code
 * f0} its bucket, {@code f3} its bytes), or the mark that a host has got so far in time ({@code f3}
 * empty), so that deadlines pass although nothing happens. {@code f1} is a hash of the host, {@code
 * f2} event time in milliseconds.
 */
final class StepMessages {

  /**
   * State is kept by bucket, and each has a bound of its own, so that there is one for all of it.
   */
  static final int BUCKETS = 256;

  static final TypeInformation<Tuple4<Integer, Long, Long, byte[]>> TYPE =
      Types.TUPLE(
          Types.INT, Types.LONG, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** The side output of {@link Detect} with the step messages. */
  static final OutputTag<Tuple4<Integer, Long, Long, byte[]>> TAG = new OutputTag<>("steps", TYPE);

  /** Key in gyr.control to version and content of the rule files in force. */
  static final TypeInformation<Map<String, Tuple2<String, String>>> FILES_TYPE =
      Types.MAP(Types.STRING, Types.TUPLE(Types.STRING, Types.STRING));

  /** The side output of {@link Detect} with the rule files whenever others come into force. */
  static final OutputTag<Map<String, Tuple2<String, String>>> FILES =
      new OutputTag<>("rule files", FILES_TYPE);

  private StepMessages() {}

  /**
   * What is configuration is in no time, and always idle, so that it holds up no stream that is. A
   * watermark beyond all time would do that too, but would pass for the time of both streams
   * whenever the other one is idle, and no deadline would come after it.
   */
  static <T> WatermarkStrategy<T> inNoTime() {
    return WatermarkStrategy.forGenerator(context -> new Idle<>());
  }

  private static final class Idle<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T element, long timestamp, WatermarkOutput output) {
      output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }

  static boolean isCandidate(Tuple4<Integer, Long, Long, byte[]> message) {
    return message.f3.length > 0;
  }
}
