package io.gyr.inspector.proc;

import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.FdTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code /proc} of a running kernel. The processes that it shows are not trusted: what they can
 * shape (links, their own files) is only ever read as text, and only so much of it. Not
 * thread-safe.
 */
public final class LiveProc implements ProcSource {
  private static final int MAX_DESCRIPTORS = 4_096;

  private final Path root;
  private final FdLinks links;

  /**
   * Reads a mounted /proc.
   *
   * @param root where it is mounted: /proc, or in a container wherever the host's is
   */
  public LiveProc(Path root) {
    this.root = root;
    this.links = new FdLinks(new SocketTables(root));
  }

  @Override
  public List<Integer> pids() {
    List<Integer> pids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
      for (Path entry : entries) {
        pids.add(Integer.parseInt(entry.getFileName().toString()));
      }
    } catch (IOException e) {
      // As good as empty: processes become known as they act.
    }
    return pids;
  }

  /** The link reads {@code mnt:[4026531841]}. */
  @Override
  public long mountNamespace(int pid) {
    try {
      String link = Files.readSymbolicLink(directory(pid).resolve("ns/mnt")).toString();
      return Long.parseLong(link, link.indexOf('[') + 1, link.length() - 1, 10);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return 0;
    }
  }

  @Override
  public @Nullable ProcessSnapshot process(int pid) {
    Path directory = directory(pid);
    String stat = ProcFile.text(directory.resolve("stat"));
    if (stat == null) {
      return null;
    }
    StatLine line = StatLine.parse(stat);
    if (line == null) {
      return null;
    }
    return new ProcessSnapshot(
        pid,
        virtualPid(directory, pid),
        line.parentPid(),
        line.start(),
        line.name(),
        ProcFile.nulSeparated(directory.resolve("cmdline")),
        path(ProcFile.link(directory.resolve("exe"))),
        path(ProcFile.link(directory.resolve("cwd"))),
        line.tty(),
        line.session());
  }

  @Override
  public void descriptors(int pid, FdTable into) {
    int left = MAX_DESCRIPTORS;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory(pid).resolve("fd"))) {
      for (Path entry : entries) {
        int number = Integer.parseInt(entry.getFileName().toString());
        Descriptor descriptor = descriptor(pid, number);
        if (descriptor != null) {
          into.put(number, descriptor, FdTable.assumedCloseOnExec(number));
        }
        if (--left == 0) {
          return;
        }
      }
    } catch (IOException e) {
      // Gone, or not ours to look at.
    }
  }

  @Override
  public @Nullable Descriptor descriptor(int pid, long number) {
    Path entry = directory(pid).resolve("fd").resolve(Long.toString(number));
    String target = ProcFile.link(entry);
    return target == null ? null : links.descriptor(pid, entry, target);
  }

  @Override
  public @Nullable String cgroup(int pid) {
    String text = ProcFile.text(directory(pid).resolve("cgroup"));
    if (text == null) {
      return null;
    }
    String unified = null;
    for (String line : text.split("\n")) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].equals("pids")) {
        return parts[2];
      }
      if (parts.length == 3 && parts[1].isEmpty()) {
        unified = parts[2];
      }
    }
    return unified;
  }

  @Override
  public @Nullable Map<Long, String> users(int pid) {
    return NameFile.read(directory(pid).resolve("root"), "passwd");
  }

  @Override
  public @Nullable Map<Long, String> groups(int pid) {
    return NameFile.read(directory(pid).resolve("root"), "group");
  }

  private Path directory(int pid) {
    return root.resolve(Integer.toString(pid));
  }

  private static int virtualPid(Path directory, int pid) {
    String status = ProcFile.text(directory.resolve("status"));
    String ids = status == null ? null : ProcFile.field(status, "NSpid:");
    if (ids == null) {
      return pid;
    }
    String[] each = ids.split("\\s+");
    return Integer.parseInt(each[each.length - 1]);
  }

  private static String path(@Nullable String link) {
    if (link == null || !link.startsWith("/")) {
      return "";
    }
    return link.endsWith(" (deleted)") ? link.substring(0, link.length() - 10) : link;
  }
}
