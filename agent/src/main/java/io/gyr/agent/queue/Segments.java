package io.gyr.agent.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of the queue, one per segment, named after the minute that is the segment's number. */
final class Segments {
  private static final String SUFFIX = ".cq4";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern(SegmentClock.CYCLE.format());

  /**
   * One file.
   *
   * @param number place in the order of segments
   * @param bytes length of the file
   */
  record Segment(int number, long bytes) {}

  private final Path directory;

  Segments(Path directory) {
    this.directory = directory;
  }

  /** The files that exist, oldest first. */
  List<Segment> list() {
    List<Segment> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        try {
          found.add(new Segment(number(file), Files.size(file)));
        } catch (NoSuchFileException e) {
          // Deleted while we looked.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be listed", e);
    }
    found.sort(Comparator.comparingInt(Segment::number));
    return found;
  }

  /** Whether the file of {@code number} exists. */
  boolean exists(int number) {
    return Files.exists(file(number));
  }

  /** Deletes the file of {@code number}; nothing happens if there is none. */
  void delete(int number) {
    try {
      Files.deleteIfExists(file(number));
    } catch (IOException e) {
      throw new UncheckedIOException(file(number) + ": cannot be deleted", e);
    }
  }

  private Path file(int number) {
    LocalDateTime minute = LocalDateTime.ofEpochSecond(number * 60L, 0, ZoneOffset.UTC);
    return directory.resolve(NAME.format(minute) + SUFFIX);
  }

  private static int number(Path file) {
    String name = file.getFileName().toString();
    LocalDateTime minute =
        LocalDateTime.parse(name.substring(0, name.length() - SUFFIX.length()), NAME);
    return Math.toIntExact(minute.toEpochSecond(ZoneOffset.UTC) / 60);
  }
}
