package io.gyr.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the end of a component's log. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Show what a component last logged.",
    footer = {"", "Examples:", "  gyr logs agent", "  gyr logs flink --lines 200 --follow"})
final class Logs implements Callable<Integer> {
  private static final long LARGEST_TAIL_BYTES = 1 << 20;
  private static final long LOOK_EVERY_MS = 300;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(
      index = "0",
      paramLabel = "COMPONENT",
      description = "A name that gyr status shows, or supervisor")
  private String component = "";

  @Option(names = "--lines", paramLabel = "N", description = "How many lines (default: 50)")
  private int lines = 50;

  @Option(names = "--follow", description = "Go on showing what is added")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = installation.dir().resolve("logs");
    Path file = folder.resolve(component + ".log").normalize();
    if (!file.startsWith(folder) || !Files.exists(file)) {
      throw Failure.wrongUse("there is no log of '" + component + "'; there are " + known(folder));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, log.length() - LARGEST_TAIL_BYTES);
      List<String> tail = read(log, from).lines().toList();
      tail.subList(Math.max(0, tail.size() - lines), tail.size()).forEach(out::println);
      while (follow) {
        out.print(read(log, log.getFilePointer()));
        out.flush();
        Thread.sleep(LOOK_EVERY_MS);
      }
    }
    return 0;
  }

  private static String read(RandomAccessFile log, long from) throws IOException {
    log.seek(from);
    byte[] bytes = new byte[(int) Math.min(log.length() - from, LARGEST_TAIL_BYTES)];
    log.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String known(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "none: nothing was ever started on this folder";
    }
    try (Stream<Path> files = Files.list(folder)) {
      return String.join(
          ", ",
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".log"))
              .map(name -> name.replaceFirst("\\.log$", ""))
              .sorted()
              .toList());
    }
  }
}
