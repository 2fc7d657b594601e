package io.gyr.agent.capture;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The functions of the C library that mapping a ring and reading its clock take. */
interface LibC extends Library {
  LibC INSTANCE = Native.load("c", LibC.class);

  int PROT_READ = 1;
  int PROT_WRITE = 2;
  int MAP_SHARED = 1;
  int CLOCK_REALTIME = 0;
  int CLOCK_BOOTTIME = 7;

  Pointer mmap(@Nullable Pointer at, long size, int protection, int flags, int fd, long offset);

  int munmap(Pointer at, long size);

  int getpagesize();

  int clock_gettime(int clock, Pointer timespec);

  int vsnprintf(byte[] to, long size, String format, Pointer arguments);
}
