package io.gyr.jobs.rules;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An enriched system call as the rules see it, read from its bytes. Pointing it at a record reads
 * the fields up to the type, which is all that is needed to see that no rule wants it. The first
 * question for any other fact walks over the record once and notes where each fact stands ({@link
 * SyscallPlaces}); a text becomes a String when it is asked for, and only once.
 */
public final class SyscallEvent implements Event {
  private final AvroCursor cursor = new AvroCursor();
  private final SyscallPlaces places = new SyscallPlaces();
  private final @Nullable String[] texts = new String[SyscallFacts.COUNT];
  private byte[] bytes = new byte[0];
  private String hostId = "";
  private long agentEpochNs;
  private long sequence;
  private int type;
  private long timeNs;
  private int rest;
  private boolean placed;
  // What all candidates of a record share, made when the first asks.
  private @Nullable String recordPlace;
  private byte @Nullable [] labelBytes;

  /**
   * Points it at a record in the wire format and today's schema.
   *
   * @throws io.gyr.schemas.wire.MalformedRecordException if it is cut short
   */
  public void reset(byte[] value) {
    bytes = value;
    cursor.reset(value, RecordDecoder.HEADER_BYTES, value.length);
    int hostAt = cursor.position();
    if (!sameHost()) {
      cursor.position(hostAt);
      hostId = cursor.readString();
    }
    agentEpochNs = cursor.readLong();
    sequence = cursor.readLong();
    int typeBytes = cursor.readLength();
    type = TypeNames.idOf(value, cursor.position(), typeBytes);
    cursor.skip(typeBytes);
    timeNs = cursor.readLong();
    rest = cursor.position();
    placed = false;
    recordPlace = null;
    labelBytes = null;
  }

  /** Records of one host come one after another; its id need not be built for each. */
  private boolean sameHost() {
    int length = cursor.readLength();
    int from = cursor.position();
    cursor.skip(length);
    if (length != hostId.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != hostId.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Finds where every fact stands, unless that is known. */
  void locate() {
    if (!placed) {
      cursor.position(rest);
      places.read(cursor);
      Arrays.fill(texts, null);
      placed = true;
    }
  }

  public String hostId() {
    return hostId;
  }

  public long agentEpochNs() {
    return agentEpochNs;
  }

  public long sequence() {
    return sequence;
  }

  long timeNs() {
    return timeNs;
  }

  /** All labels, in the form of {@link Labels}. */
  byte[] labelBytes() {
    byte[] made = labelBytes;
    if (made == null) {
      locate();
      made = Labels.bytes(places.labels, bytes);
      labelBytes = made;
    }
    return made;
  }

  /** Where the record is, as events name it: host_id/agent_epoch_ns/sequence. */
  public String place() {
    String made = recordPlace;
    if (made == null) {
      made = hostId + "/" + agentEpochNs + "/" + sequence;
      recordPlace = made;
    }
    return made;
  }

  /** All labels. */
  Map<String, String> labels() {
    locate();
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < places.labels.size(); i += 2) {
      labels.put(text(places.labels, i), text(places.labels, i + 1));
    }
    return labels;
  }

  @Override
  public int type() {
    return type;
  }

  @Override
  public @Nullable String text(int fact) {
    locate();
    if (places.length[fact] < 0) {
      return null;
    }
    String text = texts[fact];
    if (text == null) {
      text = new String(bytes, places.offset[fact], places.length[fact], StandardCharsets.UTF_8);
      texts[fact] = text;
    }
    return text;
  }

  @Override
  public long number(int fact) {
    if (fact == SyscallFacts.EVENT_TIME_NS) {
      return timeNs;
    }
    if (fact == SyscallFacts.EVENT_NUMBER) {
      return sequence;
    }
    locate();
    return places.number[fact];
  }

  @Override
  public int count(int fact) {
    locate();
    return switch (fact) {
      case SyscallFacts.ARGUMENT, SyscallFacts.ARGUMENT_NAME -> places.arguments.size() / 2;
      case SyscallFacts.PROCESS_ARGUMENT -> places.processArguments.size();
      case SyscallFacts.ANCESTOR_PID,
          SyscallFacts.ANCESTOR_NAME,
          SyscallFacts.ANCESTOR_EXE,
          SyscallFacts.ANCESTOR_EXE_PATH,
          SyscallFacts.ANCESTOR_COMMAND_LINE ->
          places.ancestorCount;
      default -> 0;
    };
  }

  @Override
  public @Nullable String textAt(int fact, int index) {
    if (index < 0 || index >= count(fact)) {
      return null;
    }
    return switch (fact) {
      case SyscallFacts.ARGUMENT_NAME -> text(places.arguments, 2 * index);
      case SyscallFacts.ARGUMENT -> text(places.arguments, 2 * index + 1);
      case SyscallFacts.PROCESS_ARGUMENT -> text(places.processArguments, index);
      case SyscallFacts.ANCESTOR_NAME -> text(places.ancestors, 4 * index);
      case SyscallFacts.ANCESTOR_EXE -> text(places.ancestors, 4 * index + 1);
      case SyscallFacts.ANCESTOR_EXE_PATH -> text(places.ancestors, 4 * index + 2);
      case SyscallFacts.ANCESTOR_COMMAND_LINE -> text(places.ancestors, 4 * index + 3);
      default -> null;
    };
  }

  @Override
  public long numberAt(int fact, int index) {
    boolean there = fact == SyscallFacts.ANCESTOR_PID && index >= 0 && index < count(fact);
    return there ? places.ancestorPids[index] : ABSENT;
  }

  @Override
  public @Nullable String textOf(int fact, String key) {
    locate();
    return switch (fact) {
      case SyscallFacts.ARGUMENT -> find(places.arguments, key);
      case SyscallFacts.LABEL -> find(places.labels, key);
      default -> null;
    };
  }

  private @Nullable String find(SyscallPlaces.Texts pairs, String key) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.equalsAscii(bytes, i, key)) {
        return text(pairs, i + 1);
      }
    }
    return null;
  }

  private String text(SyscallPlaces.Texts list, int index) {
    return new String(bytes, list.offset(index), list.length(index), StandardCharsets.UTF_8);
  }
}
