package io.gyr.agent.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionFileTest {
  private static final Position FIRST = new Position(7, 1, 2, 3, 4, 5);
  private static final Position SECOND = new Position(70, 10, 20, 30, 40, 50);

  @TempDir Path directory;

  @Test
  void startsAtTheStart() throws IOException {
    assertThat(saved()).isEqualTo(Position.START);
  }

  @Test
  void keepsTheLastOfManySaves() throws IOException {
    for (int saves = 1; saves < 5; saves++) {
      try (PositionFile file = open()) {
        for (int i = 0; i < saves; i++) {
          file.save(FIRST);
        }
        file.save(SECOND);
      }
      assertThat(saved()).isEqualTo(SECOND);
    }
  }

  /** Whatever prefix of the second save reached the disk, the position is one of the two. */
  @Test
  void survivesASaveTornAtAnyByte() throws IOException {
    saveBoth();
    byte[] whole = Files.readAllBytes(file());
    int slot = 0; // The second save has version 2 and so slot 0.
    for (int written = 0; written < 56; written++) {
      byte[] torn = whole.clone();
      for (int i = slot + written; i < slot + 56; i++) {
        torn[i] = (byte) (i * 31 + 1);
      }
      Files.write(file(), torn);
      assertThat(saved()).as("torn after %s bytes", written).isEqualTo(FIRST);
    }
  }

  @Test
  void survivesAFileCutShort() throws IOException {
    saveBoth();
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertThat(saved()).isIn(Position.START, FIRST, SECOND);
    }
  }

  @Test
  void goesOnAfterATornSave() throws IOException {
    saveBoth();
    byte[] torn = Files.readAllBytes(file());
    torn[9]++;
    Files.write(file(), torn);
    Position third = new Position(71, 11, 20, 30, 40, 0);
    try (PositionFile file = open()) {
      file.save(third);
    }
    assertThat(saved()).isEqualTo(third);
  }

  private void saveBoth() throws IOException {
    Files.deleteIfExists(file());
    try (PositionFile file = open()) {
      file.save(FIRST);
      file.save(SECOND);
    }
  }

  private Position saved() throws IOException {
    try (PositionFile file = open()) {
      return file.position();
    }
  }

  private PositionFile open() throws IOException {
    return new PositionFile(file());
  }

  private Path file() {
    return directory.resolve("position");
  }
}
