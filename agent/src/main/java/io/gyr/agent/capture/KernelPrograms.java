package io.gyr.agent.capture;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.gyr.inspector.syscall.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kernel side, loaded: its maps, and its programs once attached. Not thread-safe. */
final class KernelPrograms implements AutoCloseable {
  private static final int EPERM = 1;
  private static final int EACCES = 13;
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

  private final LibBpf libbpf;
  private final BpfLog log;
  private final Pointer object;
  private final List<Pointer> links = new ArrayList<>();

  private KernelPrograms(LibBpf libbpf, BpfLog log, Pointer object) {
    this.libbpf = libbpf;
    this.log = log;
    this.object = object;
  }

  /** Loads the programs of this machine's architecture; they do nothing until attached. */
  static KernelPrograms load(int ringBytes) throws CaptureUnavailable {
    if (!Files.exists(BTF)) {
      throw new CaptureUnavailable(
          "this kernel does not describe its types (" + BTF + " is missing)",
          "run a kernel built with CONFIG_DEBUG_INFO_BTF=y, 5.8 or newer");
    }
    LibBpf libbpf = library();
    BpfLog log = new BpfLog();
    libbpf.libbpf_set_print(log);
    Memory bytes = objectFile();
    Pointer object = libbpf.bpf_object__open_mem(bytes, bytes.size(), null);
    if (object == null) {
      throw log.unavailable("the eBPF object cannot be read");
    }
    KernelPrograms programs = new KernelPrograms(libbpf, log, object);
    try {
      libbpf.bpf_map__set_max_entries(programs.map("ring"), ringBytes);
      int error = -libbpf.bpf_object__load(object);
      if (error != 0) {
        throw programs.refused("loading the eBPF programs", error);
      }
      return programs;
    } catch (CaptureUnavailable e) {
      programs.close();
      throw e;
    }
  }

  /** Starts the flow of events. */
  void attach() throws CaptureUnavailable {
    Pointer program = libbpf.bpf_object__next_program(object, null);
    while (program != null) {
      Pointer link = libbpf.bpf_program__attach(program);
      if (link == null) {
        throw refused("attaching " + libbpf.bpf_program__name(program), Native.getLastError());
      }
      links.add(link);
      program = libbpf.bpf_object__next_program(object, program);
    }
  }

  /** Descriptor of a map, for mapping it into memory. */
  int mapFd(String name) {
    return libbpf.bpf_map__fd(map(name));
  }

  /** The map of a name with keys of 32 bits and values of the given size. */
  BpfMap map(String name, int valueBytes) {
    return new BpfMap(libbpf, mapFd(name), valueBytes);
  }

  /** The map of a name with one value of 64 bits for each CPU. */
  BpfMap perCpuMap(String name) {
    return map(name, 8 * libbpf.libbpf_num_possible_cpus());
  }

  @Override
  public void close() {
    links.forEach(libbpf::bpf_link__destroy);
    links.clear();
    libbpf.bpf_object__close(object);
  }

  private Pointer map(String name) {
    Pointer map = libbpf.bpf_object__find_map_by_name(object, name);
    if (map == null) {
      throw new IllegalStateException("the eBPF object has no map " + name);
    }
    return map;
  }

  private CaptureUnavailable refused(String what, int error) {
    if (error == EPERM || error == EACCES) {
      List<String> missing = Capabilities.read(Path.of("/proc/self/status")).missingToLoad();
      if (!missing.isEmpty()) {
        return new CaptureUnavailable(
            "this process lacks " + String.join(" and ", missing),
            "grant them, run as root, or run the container with the agent's capabilities");
      }
    }
    return log.unavailable(what + " failed with error " + error);
  }

  private static LibBpf library() throws CaptureUnavailable {
    try {
      return Native.load("libbpf.so.1", LibBpf.class);
    } catch (UnsatisfiedLinkError e) {
      throw new CaptureUnavailable(
          "libbpf.so.1 is not installed", "install it (Debian, Ubuntu: apt-get install libbpf1)");
    }
  }

  private static Memory objectFile() throws CaptureUnavailable {
    String architecture;
    try {
      architecture = Architecture.current().name().toLowerCase(Locale.ROOT);
    } catch (IllegalStateException e) {
      throw new CaptureUnavailable(
          "there are no eBPF programs for this processor", "use x86_64 or aarch64");
    }
    String name = "gyr-" + architecture + ".bpf.o";
    try (@Nullable InputStream in = KernelPrograms.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is not in the jar");
      }
      byte[] bytes = in.readAllBytes();
      Memory memory = new Memory(bytes.length);
      memory.write(0, bytes, 0, bytes.length);
      return memory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
