package io.gyr.standalone.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;

/** Where jobs left their state: {@code CHECKPOINTS/job/flink-job-id/chk-N/_metadata}. */
final class Checkpoints {
  private Checkpoints() {}

  /** The newest whole checkpoint of {@code job}; empty if it has never made one. */
  static Optional<Path> latest(Path checkpoints, String job) throws IOException {
    Path folder = checkpoints.resolve(job);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Path newest = null;
    FileTime newestTime = FileTime.fromMillis(0);
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        // Flink writes _metadata last: where it is, the checkpoint is whole.
        if (file.getFileName().toString().equals("_metadata")) {
          FileTime time = Files.getLastModifiedTime(file);
          if (time.compareTo(newestTime) > 0) {
            newest = file.getParent();
            newestTime = time;
          }
        }
      }
    }
    return Optional.ofNullable(newest);
  }
}
