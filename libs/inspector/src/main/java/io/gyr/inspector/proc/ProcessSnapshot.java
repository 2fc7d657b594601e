package io.gyr.inspector.proc;

import java.util.List;

/**
 * A process as {@code /proc} shows it.
 *
 * @param pid in the namespace of that /proc
 * @param virtualPid in its innermost namespace
 * @param parentPid its parent; 0 for none
 * @param start nanoseconds of the boot clock, to 10 ms
 * @param name comm
 * @param commandLine argv, argv[0] first; empty for a kernel thread
 * @param exePath absolute path of the executable; empty if it may not be read
 * @param cwd working directory; empty if it may not be read
 * @param tty device number of the terminal
 * @param session session leader
 */
public record ProcessSnapshot(
    int pid,
    int virtualPid,
    int parentPid,
    long start,
    String name,
    List<String> commandLine,
    String exePath,
    String cwd,
    int tty,
    int session) {}
