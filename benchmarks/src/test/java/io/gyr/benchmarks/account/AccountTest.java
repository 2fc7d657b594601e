package io.gyr.benchmarks.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An oracle that cannot say no proves nothing: each kind of loss must make it complain. */
class AccountTest {
  private static final long SEGMENT = 7L << 32;
  private static final long NEXT_SEGMENT = 8L << 32;

  private AgentPosition position = new AgentPosition(NEXT_SEGMENT + 2, 13, 0);
  private final Identities syscalls = new Identities();
  private final Identities metrics = new Identities();
  private final Identities archived = new Identities();
  private final Identities enriched = new Identities();
  private final Set<String> events = new HashSet<>(Set.of("a", "b"));
  private final List<String> indexed = new ArrayList<>(events);
  private final List<String> archivedEvents = new ArrayList<>(events);
  private final Set<String> samples = new HashSet<>(Set.of("s@1", "s@2"));
  private final List<String> stored = new ArrayList<>(samples);
  private final Set<String> acknowledged = new HashSet<>(Set.of("s@2"));
  private long entities = 1;
  private long dead = 0;

  /** Segment 7 has places 0 to 9, of which 4 is an entity; segment 8 has 0 to 2. */
  AccountTest() {
    for (long place = 0; place < 10; place++) {
      if (place != 4) {
        add(place < 8 ? syscalls : metrics, place < 8 ? archived : enriched, SEGMENT + place);
      }
    }
    for (long place = 0; place < 3; place++) {
      add(syscalls, archived, NEXT_SEGMENT + place);
    }
    // What came after the cut may be anywhere between the agent and the stores.
    add(syscalls, NEXT_SEGMENT + 3);
  }

  @Test
  void allThere() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void acknowledgedByTheApiButNotInKafka() {
    acknowledged.add("s@3");
    assertThat(violations())
        .containsExactly("acknowledged by the API, but not in Kafka: 1, such as [s@3]");
  }

  @Test
  void sentTwiceIsNoViolation() {
    add(syscalls, SEGMENT + 3);
    assertThat(violations()).isEmpty();
  }

  @Test
  void shippedButNotInKafka() {
    position = new AgentPosition(NEXT_SEGMENT + 2, 14, 0);
    assertThat(violations()).anyMatch(text -> text.startsWith("agent shipped 14 != "));
  }

  @Test
  void droppedByTheAgentIsNoViolationIfCounted() {
    entities = 0;
    position = new AgentPosition(NEXT_SEGMENT + 2, 12, 1);
    assertThat(violations()).isEmpty();
  }

  @Test
  void entryOfTheQueueThatNobodyCounted() {
    entities = 0;
    position = new AgentPosition(NEXT_SEGMENT + 2, 12, 0);
    assertThat(violations())
        .containsExactly("indices of the queue 13 != agent shipped + dropped 12, difference 1");
  }

  @Test
  void notArchived() {
    Identities less = new Identities();
    for (long index : archived.ofOnlyQueue()) {
      if (index != SEGMENT + 2) {
        add(less, index);
      }
    }
    assertThat(new Account(holdings(less)).violations())
        .contains("not in Iceberg: 1, such as [host/1/" + (SEGMENT + 2) + "]");
  }

  @Test
  void archivedTwice() {
    add(archived, SEGMENT + 2);
    assertThat(violations())
        .containsExactly("rows in Iceberg 11 != different ones 10, difference 1");
  }

  @Test
  void archivedFromNowhere() {
    add(archived, NEXT_SEGMENT + 9);
    assertThat(violations()).anyMatch(text -> text.startsWith("in Iceberg but never sent: 1"));
  }

  @Test
  void deadLetter() {
    dead = 1;
    assertThat(violations()).contains("dead letters: 1 of system calls, 0 others");
  }

  @Test
  void sampleNotEnriched() {
    add(metrics, NEXT_SEGMENT + 1);
    assertThat(violations()).anyMatch(text -> text.startsWith("samples not enriched: 1"));
  }

  @Test
  void eventMissingOrDoubledOrFromNowhere() {
    indexed.remove("a");
    archivedEvents.add("b");
    archivedEvents.add("c");
    assertThat(violations())
        .containsExactly(
            "events in OpenSearch missing: 1, such as [a]",
            "events in Iceberg: 1 are there twice",
            "events in Iceberg from nowhere: 1, such as [c]");
  }

  @Test
  void sampleNotStored() {
    stored.remove("s@2");
    assertThat(violations()).containsExactly("samples in Cassandra missing: 1, such as [s@2]");
  }

  private List<String> violations() {
    return new Account(holdings(archived)).violations();
  }

  private Holdings holdings(Identities archivedSyscalls) {
    return new Holdings(
        position,
        syscalls,
        metrics,
        entities,
        dead,
        0,
        archivedSyscalls,
        events,
        events,
        indexed,
        archivedEvents,
        samples,
        samples,
        acknowledged,
        enriched,
        stored);
  }

  private static void add(Identities here, Identities andHere, long index) {
    add(here, index);
    add(andHere, index);
  }

  private static void add(Identities to, long index) {
    to.add("host", 1, index);
  }
}
