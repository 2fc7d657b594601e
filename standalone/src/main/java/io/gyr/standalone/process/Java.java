package io.gyr.standalone.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds command lines of JVMs from the class paths that the build has written down. */
public final class Java {
  /** What Flink needs of Java 17, for it reaches into these packages. */
  public static final List<String> FLINK_FLAGS =
      opensOfBase(
          "java.lang",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.lang.reflect",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  /** Packages that Chronicle and its like reach into. */
  public static final List<String> CHRONICLE_FLAGS =
      List.of(
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
          "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "-Dchronicle.analytics.disable=true");

  private Java() {}

  /** Path of the java program that runs this process. */
  public static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The command of a component. It ends when it has no memory left: what remained of its threads
   * would do worse than a process that is started again.
   *
   * @param rest more flags, class path, main class and its arguments
   */
  public static List<String> component(String... rest) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program(), "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC"));
    command.addAll(List.of(rest));
    return command;
  }

  /**
   * Class path of a module: its own jar, if it has one, and what the build wrote to {@code
   * target/classpath}.
   *
   * @param home the checkout
   * @param module folder of the module within it
   * @throws IOException if the module has not been built
   */
  public static String classPath(Path home, String module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    Path listed = target.resolve("classpath");
    if (!Files.isRegularFile(listed)) {
      throw new IOException(module + " is not built: run ./mvnw -DskipTests package");
    }
    List<String> entries = new ArrayList<>();
    jar(target).ifPresent(jar -> entries.add(jar.toString()));
    entries.add(Files.readString(listed).strip());
    return String.join(File.pathSeparator, entries);
  }

  /** The module's jar with its own classes. */
  public static java.util.Optional<Path> jar(Path target) {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gyr-[a-z-]+-[0-9].*\\.jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code --add-opens} flags for packages of java.base. */
  public static List<String> opensOfBase(String... packages) {
    return Stream.of(packages)
        .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
        .toList();
  }
}
