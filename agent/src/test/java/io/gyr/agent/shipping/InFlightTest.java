package io.gyr.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(4, 1000);

  @Test
  void reportsOnlyTheUnbrokenRunOfAnswers() {
    InFlight.Slot first = inFlight.add(10, 1, 0);
    InFlight.Slot second = inFlight.add(11, 1, 0);
    InFlight.Slot third = inFlight.add(15, 1, 0);
    third.onCompletion(null, null);
    second.onCompletion(null, null);
    assertThat(inFlight.settle()).isFalse();
    first.onCompletion(null, null);
    assertThat(inFlight.settle()).isTrue();
    assertThat(inFlight.doneIndex()).isEqualTo(15);
    assertThat(inFlight.shipped()).isEqualTo(3);
    assertThat(inFlight.isEmpty()).isTrue();
  }

  @Test
  void faultsOfTheRecordFinishItWithAReason() {
    inFlight.add(1, 1, 0).onCompletion(null, new RecordTooLargeException());
    inFlight.add(2, 1, 0).onCompletion(null, new SerializationException());
    inFlight.add(3, 1, 0).reject();
    assertThat(inFlight.settle()).isTrue();
    assertThat(inFlight.tooLarge()).isEqualTo(1);
    assertThat(inFlight.rejected()).isEqualTo(2);
    assertThat(inFlight.shipped()).isZero();
    assertThat(inFlight.broken()).isNull();
  }

  @Test
  void anyOtherFailureBreaksTheRingOnceAllBeforeItIsDone() {
    InFlight.Slot first = inFlight.add(1, 1, 0);
    inFlight.add(2, 1, 0).onCompletion(null, new OutOfOrderSequenceException("lost"));
    inFlight.add(3, 1, 0).onCompletion(null, null);
    assertThat(inFlight.broken()).isNull();
    first.onCompletion(null, null);
    assertThat(inFlight.settle()).isTrue();
    assertThat(inFlight.doneIndex()).isEqualTo(1);
    assertThat(inFlight.broken()).isInstanceOf(OutOfOrderSequenceException.class);
  }

  @Test
  void isBoundedByRecordsAndByBytes() {
    for (int i = 0; i < 4; i++) {
      assertThat(inFlight.hasRoom()).isTrue();
      inFlight.add(i, 1, 0);
    }
    assertThat(inFlight.hasRoom()).isFalse();
    InFlight bytes = new InFlight(4, 1000);
    bytes.add(0, 1000, 0);
    assertThat(bytes.hasRoom()).isFalse();
    bytes.removeLast();
    assertThat(bytes.hasRoom()).isTrue();
    assertThat(bytes.isEmpty()).isTrue();
  }
}
