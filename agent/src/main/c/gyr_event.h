/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
 *
 * What crosses the border between the kernel and the agent. This file is the one description of it;
 * io.gyr.inspector.event.EventLayout and io.gyr.agent.capture.KernelSpec repeat its numbers in Java.
 *
 * One event in the ring is a header of 160 bytes followed by fields. All numbers are in the order of
 * the machine (little-endian on the two architectures that are built). "Boot clock" is
 * CLOCK_BOOTTIME, nanoseconds.
 *
 *   offset size
 *        0    8  time            boot clock at the return of the call
 *        8    4  length          of the whole event, header included; a multiple of 8
 *       12    2  kind            EVENT_*
 *       14    2  number          of the call, in the table of its architecture; 0 unless SYSCALL
 *       16    8  result          what the call returned; FORK: pid of the child; EXIT: wait status
 *       24    4  tgid            process, in the host's pid namespace (so are all ids but vpid)
 *       28    4  tid             thread
 *       32    4  ppid            process that is its parent now
 *       36    4  uid             real ids ...
 *       40    4  gid
 *       44    4  euid            ... and effective ones, in the host's user namespace
 *       48    4  egid
 *       52    4  loginuid        audit login uid, 0xffffffff if never set
 *       56    4  session         pid of the session leader
 *       60    4  pid namespace   inode number
 *       64    4  mount namespace inode number
 *       68    4  vpid            process, in its innermost pid namespace
 *       72    4  tty             device number of the controlling terminal, 0 for none
 *       76    4  flags           EVENT_FLAG_*
 *       80    8  cgroup          kernfs id in the pids hierarchy (the only one under cgroup v2)
 *       88    8  start           boot clock at the start of the process
 *       96   48  arguments       six, as they lay in the registers, 8 bytes each
 *                                FORK: child tgid, child vpid, child start, child pid namespace, 0, 0
 *      144   16  comm            of the thread, padded with NUL
 *
 * In an event with EVENT_FLAG_SLIM only time, length, kind, number, result, tgid, tid, flags and
 * the arguments are set: it serves the tables and is never shown.
 *
 * A field starts on a multiple of 8:
 *
 *        0    1  tag             FIELD_*
 *        1    1  argument        index of the argument that it stands for, or 0
 *        2    2  size            of the payload
 *        4 size  payload, then zero to seven bytes of padding
 *
 * An argument that could not be read has no field.
 */
#ifndef GYR_EVENT_H
#define GYR_EVENT_H

#define EVENT_SYSCALL 0
#define EVENT_EXEC 1 /* a successful execve or execveat, once the new program is in place */
#define EVENT_FORK 2 /* a new process (not a thread), seen by its parent */
#define EVENT_EXIT 3 /* the last thread of a process is gone */

#define EVENT_FLAG_COMPAT 1    /* a 32-bit call: number is of the 32-bit table */
#define EVENT_FLAG_SLIM 2      /* no process context */
#define EVENT_FLAG_TRUNCATED 4 /* a field did not fit */
#define EVENT_FLAG_EXECVEAT 8  /* EXEC through a descriptor */

#define HEADER_SIZE 160

#define FIELD_STRING 1   /* text of an argument, without its NUL, at most 4095 bytes */
#define FIELD_SOCKADDR 2 /* sockaddr that the caller gave, at most 128 bytes */
#define FIELD_SOCKET 3   /* the kernel's own view of a socket, see below */
#define FIELD_BUFFER 4   /* first 24 bytes of the structure behind an argument */
#define FIELD_ARGV 5     /* arguments of the new program, each with its NUL, at most 4096 bytes */
#define FIELD_FILE 6     /* u32 device, u32 mode, u64 inode of the descriptor that was opened */
#define FIELD_EXE 7      /* path of the executable, see below */
#define FIELD_CWD 8      /* path of the working directory, see below */
#define FIELD_CGROUP 9   /* path of the cgroup, see below; sent the first time that a cgroup is met */

/* A path is its names, leaf first, each with its NUL: "hostname\0etc\0" is /etc/hostname.
 *
 * A socket:
 *        0    2  family
 *        2    2  type            SOCK_*
 *        4    2  protocol        IPPROTO_*
 *        6    2  state           TCP_*
 *        8    2  local port      host order
 *       10    2  remote port
 *       12    4  zero
 *       16   16  local address   IPv4 in the first four bytes
 *       32   16  remote address
 *       48    n  path of a unix socket (its own, else its peer's); begins with NUL if abstract
 */
#define SOCKET_SIZE 48

/* What to do with a call: one 64-bit word per call, 512 calls, then 512 for 32-bit callers. */
#define SPEC_ENABLED (1ULL << 0)
#define SPEC_ONLY_OK (1ULL << 1)
#define SPEC_ONLY_FAILED (1ULL << 2)
#define SPEC_SLIM (1ULL << 3)
#define SPEC_FILE_OF_RESULT (1ULL << 4)
#define SPEC_SOCKET_OF_ARGUMENT (1ULL << 5) /* of argument 0 */
#define SPEC_SOCKET_OF_RESULT (1ULL << 6)
#define SPEC_CWD (1ULL << 7)
#define SPEC_FCNTL (1ULL << 8) /* only F_DUPFD, F_DUPFD_CLOEXEC, F_SETFD */
#define SPEC_CLONE (1ULL << 9) /* not for threads */
#define SPEC_KIND(spec, argument) (((spec) >> (32 + 4 * (argument))) & 15)
#define KIND_STRING 1
#define KIND_SOCKADDR 2 /* its size is the next argument */
#define KIND_BUFFER 3

/* Indexes into the statistics, counted per CPU. */
#define STAT_CAPTURED 0
#define STAT_RING_FULL 1 /* lost: no room in the ring */
#define STAT_NESTED 2    /* lost: the scratch of this CPU was in use */
#define STAT_TRUNCATED 3 /* captured, but a field did not fit */
#define STAT_COUNT 4

#endif
