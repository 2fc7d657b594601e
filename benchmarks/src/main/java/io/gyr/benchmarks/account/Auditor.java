package io.gyr.benchmarks.account;

import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Goes to every place where records of one Gyr can be and counts. For one thread. */
public final class Auditor {
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final Path queue;
  private final Topics topics;
  private final Stores stores;
  private final SchemaRegistry registry;

  /** An auditor of {@code gyr}. */
  public Auditor(RunningGyr gyr) {
    JobSettings settings = gyr.jobSettings();
    this.queue = gyr.dir().resolve("agent/queue");
    this.topics = new Topics(settings.kafkaBootstrap());
    this.stores = new Stores(settings);
    this.registry = new SchemaRegistry(settings.registryUrl());
  }

  /**
   * The account as of now. Samples that the API has {@code acknowledged}, by {@link
   * Stores#sample}'s names, must be there, too. What the agent was done with must reach the stores
   * within {@code patience}; the account is made again until it has or the time is over.
   */
  public Account audit(Duration patience, Set<String> acknowledged)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Cut cut = cut();
    while (stores.highestArchived() < cut.position.index() && System.nanoTime() < deadline) {
      Thread.sleep(2_000);
    }
    while (true) {
      Account account = new Account(find(cut, acknowledged));
      if (account.violations().isEmpty() || System.nanoTime() >= deadline) {
        return account;
      }
      Thread.sleep(5_000);
    }
  }

  private record Cut(AgentPosition position, long entities, Set<String> events) {}

  /**
   * Entities carry no sequence. So the cut is made where none was on its way: as many had arrived a
   * while before the position was read as have after it.
   */
  private Cut cut() throws IOException, InterruptedException {
    while (true) {
      long before = entities();
      Thread.sleep(SETTLING.toMillis());
      AgentPosition position = AgentPosition.read(queue);
      if (entities() == before) {
        return new Cut(position, before, events());
      }
    }
  }

  private Holdings find(Cut cut, Set<String> acknowledged)
      throws IOException, InterruptedException {
    Identities archivedSyscalls = stores.archivedSyscalls();
    List<String> archivedEvents = stores.archivedEvents();
    List<String> indexedEvents = stores.indexedEvents();
    List<String> storedSamples = stores.storedSamples();
    Set<String> samples = new HashSet<>();
    Set<String> samplesUpToCut = new HashSet<>();
    Identities enrichedMetrics = new Identities();
    samples(samples, samplesUpToCut, enrichedMetrics, cut.position.index());
    Set<String> deadSyscalls = new HashSet<>();
    Set<String> deadOthers = new HashSet<>();
    deadLetters(deadSyscalls, deadOthers);
    return new Holdings(
        cut.position,
        numbered(Topic.SYSCALLS),
        numbered(Topic.METRICS),
        cut.entities,
        deadSyscalls.size(),
        deadOthers.size(),
        archivedSyscalls,
        events(),
        cut.events,
        indexedEvents,
        archivedEvents,
        samples,
        samplesUpToCut,
        acknowledged,
        enrichedMetrics,
        storedSamples);
  }

  private Identities numbered(Topic topic) {
    Identities identities = new Identities();
    AvroCursor cursor = new AvroCursor();
    topics.read(
        topic,
        record -> {
          cursor.reset(record.value(), RecordDecoder.HEADER_BYTES, record.value().length);
          String host = cursor.readString();
          long epochNs = cursor.readLong();
          if (epochNs != 0) { // Of an agent's queue; samples of the API have no number.
            identities.add(host, epochNs, cursor.readLong());
          }
        });
    return identities;
  }

  /** Different ones: what is sent again after a kill is the same to the byte. */
  private long entities() {
    Set<ByteBuffer> different = new HashSet<>();
    topics.read(
        Topic.METADATA,
        record -> {
          if (record.value() != null) {
            different.add(ByteBuffer.wrap(record.value()));
          }
        });
    return different.size();
  }

  private Set<String> events() {
    Set<String> ids = new HashSet<>();
    topics.read(Topic.EVENTS, record -> ids.add(new String(record.key(), StandardCharsets.UTF_8)));
    return ids;
  }

  private void samples(Set<String> all, Set<String> upToCut, Identities identities, long cut) {
    RecordDecoder<EnrichedMetric> decoder = decoder(Topic.METRICS_ENRICHED);
    topics.read(
        Topic.METRICS_ENRICHED,
        record -> {
          MetricSample sample = decoder.decode(record.value()).getSample();
          TreeMap<String, String> labels = new TreeMap<>(sample.getLabels());
          labels.put("host_id", sample.getHostId());
          String series = SeriesId.of(sample.getName(), labels).toString();
          String name = Stores.sample(series, sample.getTimeMs());
          all.add(name);
          if (sample.getSequence() <= cut) {
            upToCut.add(name);
          }
          if (sample.getAgentEpochNs() != 0) {
            identities.add(sample.getHostId(), sample.getAgentEpochNs(), sample.getSequence());
          }
        });
  }

  private void deadLetters(Set<String> syscalls, Set<String> others) {
    RecordDecoder<DeadLetter> decoder = decoder(Topic.DEAD_LETTER);
    topics.read(
        Topic.DEAD_LETTER,
        record -> {
          DeadLetter letter = decoder.decode(record.value());
          String place = letter.getTopic() + "/" + letter.getPartition() + "/" + letter.getOffset();
          (letter.getTopic().startsWith(Topic.SYSCALLS.topicName()) ? syscalls : others).add(place);
        });
  }

  private <T extends org.apache.avro.specific.SpecificRecord> RecordDecoder<T> decoder(
      Topic topic) {
    return new RecordDecoder<>(topic.schema(), registry::schema);
  }
}
