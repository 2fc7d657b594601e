package io.gyr.standalone.components;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which come as an archive inside a jar. */
final class PostgresPrograms {
  private PostgresPrograms() {}

  /** Unpacks the programs for this machine into {@code folder} unless they are there. */
  static void unpack(Path folder) throws IOException {
    if (Files.exists(folder.resolve("bin/postgres"))) {
      return;
    }
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String archive = "/postgres-linux-" + machine + ".txz";
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    try (InputStream packed = PostgresPrograms.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new IOException("no PostgreSQL for " + System.getProperty("os.arch"));
      }
      unpack(
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed))),
          unfinished);
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = folder.resolve(entry.getName()).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException("archive entry outside of its folder: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
      } else {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  /** Runs a program to its end; its output is the message of what it throws. */
  static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
