package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mounted file systems that hold data, from /proc/mounts and the file systems themselves. */
final class FilesystemMetrics implements MetricSource {
  private static final Set<String> WITH_DATA =
      Set.of(
          "btrfs", "ext2", "ext3", "ext4", "f2fs", "fuseblk", "overlay", "tmpfs", "vfat", "xfs",
          "zfs");
  private static final List<String> IGNORED =
      List.of("/dev", "/proc", "/sys", "/run", "/var/lib/docker/", "/var/lib/containers/");

  private final Path proc;

  FilesystemMetrics(Path proc) {
    this.proc = proc;
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    Set<String> seen = new HashSet<>();
    for (String line : ProcFile.lines(proc.resolve("mounts"))) {
      String[] words = ProcFile.words(line);
      if (words.length < 3
          || !WITH_DATA.contains(words[2])
          || IGNORED.stream().anyMatch(words[1]::startsWith)
          || !seen.add(words[1])) {
        continue;
      }
      Path mountpoint = Path.of(words[1].replace("\\040", " "));
      if (Files.isDirectory(mountpoint)) {
        size(mountpoint, words[0], words[2], sink);
      }
    }
  }

  private static void size(Path mountpoint, String device, String type, SampleSink sink) {
    try {
      FileStore store = Files.getFileStore(mountpoint);
      Map<String, String> labels =
          ProcFile.labels("device", device, "mountpoint", mountpoint.toString(), "fstype", type);
      double total = store.getTotalSpace();
      sink.gauge("node_filesystem_size_bytes", labels, total);
      sink.gauge("node_filesystem_free_bytes", labels, store.getUnallocatedSpace());
      sink.gauge("node_filesystem_avail_bytes", labels, store.getUsableSpace());
      if (total > 0) {
        sink.gauge("gyr_host_filesystem_used_ratio", labels, 1 - store.getUsableSpace() / total);
      }
    } catch (IOException e) {
      sink.gauge(
          "node_filesystem_device_error",
          ProcFile.labels("device", device, "mountpoint", mountpoint.toString(), "fstype", type),
          1);
    }
  }
}
