package io.gyr.jobs.rules;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Event time of step messages: as far as the host that is furthest behind. The calls of one host
 * come in order, those of two hosts in any, and a host that was cut off comes with what is hours
 * old; so that a deadline never passes before the calls that could meet it have been seen, each
 * host has a clock of its own. One that has been silent for a while holds up nobody.
 */
final class HostTimes implements WatermarkGenerator<Tuple4<Integer, Long, Long, byte[]>> {
  /** How long a silent host holds up the others. */
  static final long SILENT_MS = 10_000;

  private final RelativeClock clock;
  private final Map<Long, long[]> hosts = new HashMap<>();

  private HostTimes(RelativeClock clock) {
    this.clock = clock;
  }

  static WatermarkStrategy<Tuple4<Integer, Long, Long, byte[]>> watermarks() {
    return WatermarkStrategy.<Tuple4<Integer, Long, Long, byte[]>>forGenerator(
            context -> new HostTimes(context.getInputActivityClock()))
        .withTimestampAssigner((message, before) -> message.f2);
  }

  @Override
  public void onEvent(
      Tuple4<Integer, Long, Long, byte[]> message, long timeMs, WatermarkOutput output) {
    long[] host = hosts.get(message.f1);
    if (host == null) {
      host = new long[2];
      hosts.put(message.f1, host);
    }
    host[0] = timeMs;
    host[1] = clock.relativeTimeMillis();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.relativeTimeMillis();
    long furthestBehind = Long.MAX_VALUE;
    Iterator<long[]> all = hosts.values().iterator();
    while (all.hasNext()) {
      long[] host = all.next();
      if (now - host[1] > SILENT_MS) {
        all.remove();
      } else {
        furthestBehind = Math.min(furthestBehind, host[0]);
      }
    }
    if (hosts.isEmpty()) {
      output.markIdle();
    } else {
      output.markActive();
      output.emitWatermark(new Watermark(furthestBehind - 1));
    }
  }
}
