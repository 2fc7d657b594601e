package io.gyr.jobs.enrichment;

import io.gyr.schemas.Topic;
import io.gyr.schemas.wire.AvroCursor;
import java.nio.charset.StandardCharsets;

/**
 * Where in the Avro binary of an agent's record the few fields stand that the join needs. Both
 * layouts follow the field order of the schemas; a record written with another version of its
 * schema is brought to today's before it is looked at.
 */
enum Layout {
  /** Syscall: host_id, agent_epoch_ns, sequence, type, time_ns, result, tid, container_id. */
  SYSCALL(Topic.SYSCALLS) {
    @Override
    void read(AvroCursor cursor, Envelope into) {
      readIdentity(cursor, into);
      cursor.skipString();
      into.timeNs = cursor.readLong();
      cursor.readLong();
      cursor.readLong();
      into.containerId = cursor.readLong() == 0 ? null : cursor.readString();
    }

    @Override
    String line(String hostId, int partition) {
      return hostId;
    }
  },

  /**
   * MetricSample: host_id, agent_epoch_ns, sequence, time_ms, name, kind, labels. Epoch 0 means
   * that it came over the API, with all its labels.
   */
  METRIC(Topic.METRICS) {
    private static final byte[] CONTAINER_LABEL = "container_id".getBytes(StandardCharsets.UTF_8);

    @Override
    void read(AvroCursor cursor, Envelope into) {
      readIdentity(cursor, into);
      into.fromAgent = into.agentEpochNs != 0;
      into.timeNs = cursor.readLong() * 1_000_000;
      into.containerId = null;
      if (!into.fromAgent) {
        return;
      }
      cursor.skipString();
      cursor.readLong();
      for (long count = cursor.readBlockCount(); count != 0; count = cursor.readBlockCount()) {
        for (long i = 0; i < count; i++) {
          if (cursor.skipStringIf(CONTAINER_LABEL)) {
            into.containerId = cursor.readString();
          } else {
            cursor.skipString();
          }
        }
      }
    }

    @Override
    String line(String hostId, int partition) {
      return hostId + "/" + partition;
    }
  };

  private final Topic topic;

  Layout(Topic topic) {
    this.topic = topic;
  }

  /** Topic of records that look so. */
  Topic topic() {
    return topic;
  }

  /** Reads what the join needs; {@code cursor} stands at the first byte of the Avro body. */
  abstract void read(AvroCursor cursor, Envelope into);

  /** Along which line the sequences of a host rise: what is keyed by series is spread out. */
  abstract String line(String hostId, int partition);

  private static void readIdentity(AvroCursor cursor, Envelope into) {
    into.hostId = cursor.readString();
    into.agentEpochNs = cursor.readLong();
    into.sequence = cursor.readLong();
  }
}
