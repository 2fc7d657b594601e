package io.gyr.capture;

import io.gyr.inspector.LongTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Threads by their id, in groups and in a tree of parents and children. Dead threads stay until the
 * event after their end; a dead main thread stays as long as its group has threads. Not
 * thread-safe.
 */
final class ThreadTable {
  /** As many as libsinsp takes; those beyond are not kept. */
  private static final int MOST = 1 << 17;

  /** Descriptors of all processes together. */
  private static final long MOST_FDS = 1 << 21;

  private final LongTable<CaptureThread> threads = new LongTable<>(MOST);
  private final Map<Long, ThreadGroup> groups = new HashMap<>();
  private long fdsWhenCounted;
  private long fdsSince;

  @Nullable CaptureThread get(long tid) {
    return threads.get(tid);
  }

  int size() {
    return threads.size();
  }

  /**
   * The thread with an id; for one that is not known, an entry that says so, as Falco makes one
   * where it cannot ask the system.
   */
  CaptureThread getOrUnknown(long tid) {
    CaptureThread thread = threads.get(tid);
    if (thread == null) {
      thread = new CaptureThread(tid);
      thread.comm = "<NA>";
      thread.exe = "<NA>";
      if (hasRoom(tid)) {
        threads.put(tid, thread);
      }
    }
    return thread;
  }

  private boolean hasRoom(long tid) {
    return threads.size() < MOST || threads.get(tid) != null;
  }

  /**
   * Whether a process may have so many descriptors more. They are counted only when enough were
   * added to make a difference.
   */
  boolean hasRoomForFds(int more) {
    fdsSince += more;
    if (fdsWhenCounted + fdsSince > MOST_FDS) {
      if (fdsSince > MOST_FDS / 2) {
        fdsWhenCounted = 0;
        fdsSince = more;
        for (CaptureThread thread : all()) {
          fdsWhenCounted += thread.ownFds.size();
        }
      }
      return fdsWhenCounted + fdsSince <= MOST_FDS;
    }
    return true;
  }

  /** Puts a thread into the table only; groups and parents follow when all are there. */
  void put(CaptureThread thread) {
    if (hasRoom(thread.tid)) {
      threads.put(thread.tid, thread);
    }
  }

  /** Puts a thread into the table, its group and the tree. */
  void add(CaptureThread thread) {
    if (!hasRoom(thread.tid)) {
      return;
    }
    CaptureThread before = threads.get(thread.tid);
    if (before != null && before != thread) {
      leaveParent(before);
      ThreadGroup group = before.group;
      if (group != null && group.threads.remove(before) && !before.isDead()) {
        group.alive--;
      }
    }
    connect(thread);
    threads.put(thread.tid, thread);
  }

  /** Finds the group and the parent of a thread. */
  void connect(CaptureThread thread) {
    if (thread.isInvalid() || thread.group != null) {
      return;
    }
    ThreadGroup group = groups.get(thread.pid);
    if (group == null) {
      group = new ThreadGroup(thread.pid, thread.pid == 1 || thread.vpid == 1);
      groups.put(thread.pid, group);
    }
    group.add(thread);
    thread.group = group;
    if (thread.pid == 1) {
      return;
    }
    CaptureThread parent = threads.get(thread.ptid);
    if (parent == null || parent.isInvalid()) {
      thread.ptid = 0;
      return;
    }
    adopt(parent, thread);
  }

  private static void adopt(CaptureThread parent, CaptureThread child) {
    parent.children.add(child);
    child.ptid = parent.tid;
    child.parentInTree = parent;
  }

  /** The main thread of a thread's process, null if it is not known. */
  @Nullable CaptureThread main(CaptureThread thread) {
    if (thread.isMain()) {
      return thread;
    }
    ThreadGroup group = thread.group;
    if (group == null || group.threads.isEmpty()) {
      return null;
    }
    CaptureThread first = group.threads.get(0);
    return first.isMain() ? first : null;
  }

  /** The descriptors of a thread's process, null if they are not known. */
  @Nullable FdMap fds(CaptureThread thread) {
    if ((thread.flags & CaptureThread.CLONE_FILES) == 0) {
      return thread.ownFds;
    }
    CaptureThread main = main(thread);
    return main == null ? null : main.ownFds;
  }

  /** The parent of a thread, null if it is not known. */
  @Nullable CaptureThread parent(CaptureThread thread) {
    return threads.get(thread.ptid);
  }

  /** The main thread of the parent of a process's main thread. */
  @Nullable CaptureThread parentProcess(CaptureThread main) {
    CaptureThread parent = threads.get(main.ptid);
    return parent == null ? null : main(parent);
  }

  void markDead(CaptureThread thread) {
    if (thread.group != null && !thread.isDead()) {
      thread.group.alive--;
    }
    thread.flags |= CaptureThread.CLOSED;
  }

  void resurrect(CaptureThread thread) {
    if (thread.isDead()) {
      thread.flags &= ~CaptureThread.CLOSED;
      if (thread.group != null) {
        thread.group.alive++;
      }
    }
  }

  /** Removes a thread; its children go to whoever Linux would give them to. */
  void remove(long tid) {
    CaptureThread thread = threads.get(tid);
    if (thread == null) {
      return;
    }
    ThreadGroup group = thread.group;
    if (thread.isInvalid() || group == null) {
      leaveParent(thread);
      forget(thread);
      return;
    }
    if (!thread.isDead()) {
      group.alive--;
      thread.flags |= CaptureThread.CLOSED;
    }
    if (!thread.children.isEmpty()) {
      giveAwayChildren(thread);
    }
    if (group.alive <= 0) {
      leaveParent(thread);
      CaptureThread main = threads.get(thread.pid);
      if (main != null) {
        leaveParent(main);
        forget(main);
      }
      groups.remove(thread.pid);
    }
    if (!thread.isMain()) {
      leaveParent(thread);
      forget(thread);
    }
  }

  private void giveAwayChildren(CaptureThread thread) {
    CaptureThread reaper = null;
    if (thread.reaperTid > 0) {
      reaper = getOrUnknown(thread.reaperTid);
    }
    if (reaper == null || reaper.isInvalid() || reaper == thread) {
      reaper = findReaper(thread);
    }
    if (reaper != null) {
      thread.reaperTid = reaper.tid;
      if (reaper.pid != thread.pid && reaper.group != null) {
        reaper.group.reaper = true;
      }
    }
    for (CaptureThread child : thread.children) {
      if (threads.get(child.tid) != child) {
        continue;
      }
      if (reaper == null) {
        child.ptid = 0;
        child.parentInTree = null;
      } else {
        adopt(reaper, child);
      }
    }
    thread.children.clear();
  }

  /** A living thread of the group, else of the nearest process above that takes orphans. */
  private @Nullable CaptureThread findReaper(CaptureThread thread) {
    CaptureThread sibling = living(thread.group, thread);
    if (sibling != null) {
      return sibling;
    }
    Set<Long> seen = new HashSet<>();
    seen.add(thread.tid);
    CaptureThread parent = parent(thread);
    while (parent != null && seen.add(parent.tid)) {
      if (parent.isInPidNamespace() != thread.isInPidNamespace()) {
        return null;
      }
      if (parent.group != null && parent.group.reaper) {
        CaptureThread found = living(parent.group, thread);
        if (found != null) {
          return found;
        }
      }
      parent = parent(parent);
    }
    return null;
  }

  private static @Nullable CaptureThread living(@Nullable ThreadGroup group, CaptureThread except) {
    if (group == null || group.alive <= 0) {
      return null;
    }
    for (CaptureThread thread : group.threads) {
      if (!thread.isDead() && thread != except) {
        return thread;
      }
    }
    return null;
  }

  private static void leaveParent(CaptureThread thread) {
    CaptureThread parent = thread.parentInTree;
    if (parent != null) {
      parent.children.remove(thread);
      thread.parentInTree = null;
    }
  }

  private void forget(CaptureThread thread) {
    if (thread.group != null) {
      thread.group.threads.remove(thread);
    }
    threads.remove(thread.tid);
  }

  void clear() {
    for (CaptureThread thread : all()) {
      threads.remove(thread.tid);
    }
    groups.clear();
  }

  /** Every thread, in no particular order. */
  java.util.List<CaptureThread> all() {
    return threads.values();
  }
}
