package io.gyr.agent.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Pointer;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last complaints of libbpf, which explain a refusal better than its error number. */
final class BpfLog implements LibBpf.Print {
  private static final int LINES = 5;
  private static final int LINE_BYTES = 512;

  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public synchronized int print(int level, String format, Pointer arguments) {
    if (level == LibBpf.LEVEL_WARN) {
      byte[] text = new byte[LINE_BYTES];
      int size = LibC.INSTANCE.vsnprintf(text, LINE_BYTES, format, arguments);
      lines.add(new String(text, 0, Math.min(Math.max(size, 0), LINE_BYTES - 1), UTF_8).strip());
      if (lines.size() > LINES) {
        lines.removeFirst();
      }
    }
    return 0;
  }

  /** An exception that carries them. */
  synchronized CaptureUnavailable unavailable(String reason) {
    String said = lines.isEmpty() ? "" : " (" + String.join(" / ", lines) + ")";
    return new CaptureUnavailable(reason + said, "a kernel of 5.8 or newer with BTF is needed");
  }
}
