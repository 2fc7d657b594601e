package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes {@link Detect} where it runs, with the source of the records in the same task. */
final class DetectFactory extends AbstractStreamOperatorFactory<Tuple2<String, RawRecord>>
    implements OneInputStreamOperatorFactory<RawRecord, Tuple2<String, RawRecord>> {
  private static final long serialVersionUID = 1L;

  private final JobSettings settings;
  private final ControlFeed.Factory feeds;

  DetectFactory(JobSettings settings, ControlFeed.Factory feeds) {
    this.settings = settings;
    this.feeds = feeds;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  @SuppressWarnings(
      "unchecked") // The factory's contract: it makes the operator that was asked for.
  public <T extends StreamOperator<Tuple2<String, RawRecord>>> T createStreamOperator(
      StreamOperatorParameters<Tuple2<String, RawRecord>> parameters) {
    return (T) new Detect(parameters, settings, feeds);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return Detect.class;
  }
}
