package io.gyr.agent;

import io.gyr.agent.capture.CaptureUnavailable;
import io.gyr.agent.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses where system calls come from. */
final class SyscallInputs {
  private static final Logger LOG = LoggerFactory.getLogger(SyscallInputs.class);

  private SyscallInputs() {}

  /**
   * The recording that the settings name, else the kernel, else the built-in recording.
   *
   * @return null if the settings want none of them, or allow only the kernel and it is not possible
   * @throws IOException if the recording cannot be played
   */
  static @Nullable SyscallInput open(AgentSettings settings, RecordSink sink) throws IOException {
    String file = settings.replayFile();
    if (!file.isEmpty()) {
      LOG.info("playing {} instead of capturing system calls", file);
      return replay(
          "a recording is played: " + file,
          file.equals("demo") ? null : Path.of(file),
          settings,
          sink);
    }
    if (!settings.captureEnabled()) {
      LOG.info("system calls are not captured: agent.capture.enabled=false");
      return null;
    }
    return captureOrDemo(settings, sink);
  }

  private static @Nullable SyscallInput captureOrDemo(AgentSettings settings, RecordSink sink)
      throws IOException {
    try {
      CaptureInput capture = new CaptureInput(settings, sink);
      LOG.info("capturing system calls");
      return capture;
    } catch (CaptureUnavailable e) {
      if (!settings.replayFallback()) {
        LOG.error("{}", e.getMessage());
        return null;
      }
      LOG.error("{}. The built-in DEMO recording is played instead", e.getMessage());
      return replay("the built-in recording is played: " + e.getMessage(), null, settings, sink);
    }
  }

  private static SyscallInput replay(
      String remark, @Nullable Path file, AgentSettings settings, RecordSink sink)
      throws IOException {
    Replay replay = new Replay(file, settings.replayLoopPauseS(), sink);
    return new SyscallInput() {
      @Override
      public int doWork() throws IOException {
        return replay.doWork();
      }

      @Override
      public String remark() {
        return remark;
      }

      @Override
      public void close() throws IOException {
        replay.close();
      }
    };
  }
}
