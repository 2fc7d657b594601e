package io.gyr.agent.capture;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code libbpf.so.1} that load and attach a program. None is called per event.
 */
interface LibBpf extends Library {
  /** Severity of {@link Print} that says what went wrong. */
  int LEVEL_WARN = 0;

  /** Receives the messages of libbpf; {@code arguments} is a C va_list. */
  interface Print extends Callback {
    int print(int level, String format, Pointer arguments);
  }

  @Nullable Pointer libbpf_set_print(Print print);

  @Nullable Pointer bpf_object__open_mem(Memory object, long size, @Nullable Pointer options);

  int bpf_object__load(Pointer object);

  void bpf_object__close(Pointer object);

  @Nullable Pointer bpf_object__next_program(Pointer object, @Nullable Pointer previous);

  @Nullable Pointer bpf_program__attach(Pointer program);

  String bpf_program__name(Pointer program);

  int bpf_link__destroy(Pointer link);

  @Nullable Pointer bpf_object__find_map_by_name(Pointer object, String name);

  int bpf_map__set_max_entries(Pointer map, int entries);

  int bpf_map__fd(Pointer map);

  int bpf_map_update_elem(int fd, Pointer key, Pointer value, long flags);

  int bpf_map_lookup_elem(int fd, Pointer key, Pointer value);

  int libbpf_num_possible_cpus();
}
