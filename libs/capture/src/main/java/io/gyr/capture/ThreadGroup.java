package io.gyr.capture;

import java.util.ArrayList;
import java.util.List;

/** The threads of a process that are in the table, the main one first. Not thread-safe. */
final class ThreadGroup {
  final long pid;
  final List<CaptureThread> threads = new ArrayList<>(1);
  boolean reaper;

  /** How many of them live. */
  int alive;

  ThreadGroup(long pid, boolean reaper) {
    this.pid = pid;
    this.reaper = reaper;
  }

  void add(CaptureThread thread) {
    if (thread.isMain()) {
      threads.add(0, thread);
    } else {
      threads.add(thread);
    }
    alive++;
  }
}
