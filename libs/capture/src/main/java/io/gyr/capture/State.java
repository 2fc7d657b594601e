package io.gyr.capture;

import io.gyr.scap.EventInfo;
import io.gyr.scap.ScapEvent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known when an event comes, and what it changes: the tables, and the thread and the
 * descriptor of the event at hand. One thread.
 */
final class State {
  final ThreadTable threads = new ThreadTable();

  final Users users = new Users();

  final Containers containers = new Containers();

  /** Addresses of the machine. */
  private final Set<String> addresses = new HashSet<>();

  private final ProcessParser processes = new ProcessParser(this);
  private final FdParser fds = new FdParser(this);
  private final SocketParser sockets = new SocketParser(this);

  /** The thread of the event, null where the event is of none. */
  @Nullable CaptureThread thread;

  /** The descriptor of the event, null where it has none or it is not known. */
  @Nullable Fd fd;

  /** Whether the event gave its descriptor another name. */
  boolean nameChanged;

  private long threadToRemove = -1;
  private @Nullable FdMap fdTable;
  private long fdToRemove = -1;

  /** Takes in an event; afterwards thread and descriptor are those of the event. */
  void apply(ScapEvent event) {
    removeWhatEnded();
    thread = null;
    fd = null;
    nameChanged = false;
    EventInfo info = event.info();
    if (begin(event, info) || thread != null) {
      String before = fd == null ? "" : fd.name;
      Fd old = fd;
      parse(event, info.code());
      Fd now = fd;
      if (now != null && now == old) {
        nameChanged = !now.name.equals(before);
      } else if (now != null) {
        nameChanged = !now.name.isEmpty();
      }
    } else {
      parseThreadless(event, info.code());
    }
  }

  /** Finds thread and descriptor, as sinsp_parser::reset does; false when there is no thread. */
  private boolean begin(ScapEvent event, EventInfo info) {
    if (info.keepsState() || info.source().equals("metaevent") || info.source().equals("plugin")) {
      return false;
    }
    int code = info.code();
    boolean known =
        Codes.isClone(code) || code == Codes.PROCEXIT_1_E || code == Codes.SCHEDSWITCH_6_E;
    CaptureThread found =
        known ? threads.get(event.threadId()) : threads.getOrUnknown(event.threadId());
    thread = found;
    if (found == null) {
      return false;
    }
    if (code == Codes.SCHEDSWITCH_6_E) {
      return true;
    }
    if (info.isEnter()) {
      found.lastFd = -1;
      found.lastEventCode = code;
      if (info.usesDescriptor() && !event.isEmpty(info.descriptor())) {
        found.lastFd = event.number(info.descriptor());
        fd = fd(found, found.lastFd);
      }
      return true;
    }
    boolean follows =
        code == found.lastEventCode + 1
            || code == Codes.EXECVE_19_X && found.lastEventCode == Codes.EXECVEAT_E;
    if (!follows) {
      found.lastEnter = null;
      found.lastFd = -1;
    }
    if (info.usesDescriptor()) {
      if (found.lastFd == -1 && !event.isEmpty(info.descriptor())) {
        found.lastFd = event.number(info.descriptor());
      }
      fd = fd(found, found.lastFd);
    }
    return true;
  }

  @Nullable Fd fd(CaptureThread of, long number) {
    FdMap map = threads.fds(of);
    return map == null ? null : map.get(number);
  }

  /** Puts a descriptor into the table of the event's process; it becomes the event's own. */
  void addFd(CaptureThread of, long number, Fd added) {
    FdMap map = threads.fds(of);
    if (map == null) {
      fd = null;
      return;
    }
    if (threads.hasRoomForFds(1)) {
      map.put(number, added);
    }
    of.lastFd = number;
    fd = added;
  }

  /** A descriptor goes when the next event comes: the rules still see it. */
  void removeFdLater(CaptureThread of, long number) {
    fdTable = threads.fds(of);
    fdToRemove = number;
  }

  void addAddress(String address) {
    addresses.add(address);
  }

  void clearTables() {
    threads.clear();
    users.clear();
    containers.clear();
    addresses.clear();
  }

  /**
   * 1 when the client's end of a connection has an address of this machine. A container has
   * addresses of its own, which captures do not tell.
   */
  int isLocal(Fd of) {
    CaptureThread who = thread;
    boolean onHost = who != null && who.cgroups.container() == null;
    return onHost && addresses.contains(of.sourceText()) ? 1 : 0;
  }

  void removeThreadLater(long tid) {
    threadToRemove = tid;
  }

  private void removeWhatEnded() {
    if (threadToRemove >= 0) {
      threads.remove(threadToRemove);
      threadToRemove = -1;
    }
    FdMap table = fdTable;
    if (table != null) {
      table.remove(fdToRemove);
      fdTable = null;
    }
  }

  private void parseThreadless(ScapEvent event, int code) {
    if (Codes.isClone(code)) {
      processes.clone(event);
      return;
    }
    switch (code) {
      case Codes.USER_ADDED_E ->
          users.addUser(
              event.text(5),
              event.number(0),
              new Users.User(event.text(2), event.text(3), event.text(4)));
      case Codes.USER_DELETED_E -> users.removeUser(event.text(5), event.number(0));
      case Codes.GROUP_ADDED_E -> users.addGroup(event.text(2), event.number(0), event.text(1));
      case Codes.CONTAINER_JSON_2_E -> containers.add(event.text(0));
      case Codes.ASYNCEVENT_E -> {
        String what = event.text(1);
        if (what.equals("container")) {
          containers.add(event.text(2));
        } else if (what.equals("container_removed")) {
          containers.remove(event.text(2));
        }
      }
      case Codes.GROUP_DELETED_E -> users.removeGroup(event.text(2), event.number(0));
      default -> {}
    }
  }

  private void parse(ScapEvent event, int code) {
    CaptureThread of = thread;
    if (of == null) {
      return;
    }
    if (event.info().isEnter()
        && code != Codes.PROCEXIT_1_E
        && event.info().source().equals("syscall")) {
      of.lastEnter =
          event.isEmpty(0) && code != Codes.EXECVEAT_E && code != Codes.CONNECT_E
              ? null
              : event.snapshot();
      return;
    }
    switch (code) {
      case Codes.OPEN_X,
          Codes.CREAT_X,
          Codes.OPENAT_2_X,
          Codes.OPENAT2_X,
          Codes.OPEN_BY_HANDLE_AT_X ->
          fds.open(event, of);
      case Codes.CLOSE_X -> fds.close(event, of);
      case Codes.BRK_4_X, Codes.MMAP_X, Codes.MMAP2_X, Codes.MUNMAP_X ->
          processes.memory(event, of);
      case Codes.READ_X,
          Codes.READV_X,
          Codes.PREAD_X,
          Codes.PREADV_X,
          Codes.RECV_X,
          Codes.RECVFROM_X,
          Codes.RECVMSG_X,
          Codes.RECVMMSG_X ->
          sockets.read(event, of);
      case Codes.WRITE_X,
          Codes.WRITEV_X,
          Codes.PWRITE_X,
          Codes.PWRITEV_X,
          Codes.SEND_X,
          Codes.SENDTO_X,
          Codes.SENDMSG_X,
          Codes.SENDMMSG_X ->
          sockets.write(event, of);
      case Codes.CLONE_20_X, Codes.FORK_20_X, Codes.VFORK_20_X, Codes.CLONE3_X ->
          processes.clone(event);
      case Codes.EXECVE_19_X, Codes.EXECVEAT_X -> processes.exec(event, of);
      case Codes.PROCEXIT_1_E -> processes.exit(event, of);
      case Codes.SOCKET_X -> sockets.socket(event, of);
      case Codes.BIND_X -> sockets.bind(event);
      case Codes.CONNECT_X -> sockets.connect(event, of);
      case Codes.ACCEPT_5_X, Codes.ACCEPT4_6_X -> sockets.accept(event, of);
      case Codes.SOCKETPAIR_X -> sockets.pair(event, of);
      case Codes.PIPE_X, Codes.PIPE2_X -> fds.pipe(event, of);
      case Codes.FCNTL_X -> fds.fcntl(event, of);
      case Codes.DUP_1_X, Codes.DUP2_X, Codes.DUP3_X -> fds.dup(event, of);
      case Codes.CLOSE_RANGE_X -> fds.closeRange(event, of);
      case Codes.MEMFD_CREATE_X -> fds.memfd(event, of);
      case Codes.PIDFD_OPEN_X -> fds.pidfd(event, of);
      case Codes.PIDFD_GETFD_X -> fds.pidfdGetfd(event, of);
      default -> {
        if (!fds.simple(event, of)) {
          processes.other(event, of);
        }
      }
    }
  }
}
