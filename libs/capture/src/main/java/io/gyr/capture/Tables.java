package io.gyr.capture;

import io.gyr.scap.FdEntry;
import io.gyr.scap.FdType;
import io.gyr.scap.MachineInfo;
import io.gyr.scap.TableSink;
import io.gyr.scap.ThreadEntry;
import java.util.HashSet;
import java.util.Set;

/** Fills the state from the tables of a capture. */
final class Tables implements TableSink {
  private final State state;
  private final Set<Integer> serverPorts = new HashSet<>();
  private MachineInfo machine = MachineInfo.UNKNOWN;

  Tables(State state) {
    this.state = state;
  }

  MachineInfo machineInfo() {
    return machine;
  }

  @Override
  public void section() {
    state.clearTables();
    serverPorts.clear();
  }

  @Override
  public void machine(MachineInfo info) {
    machine = info;
  }

  @Override
  public void thread(ThreadEntry entry) {
    CaptureThread thread = new CaptureThread(entry.threadId());
    thread.pid = entry.processId();
    thread.ptid = entry.parentId();
    thread.sid = entry.sessionId();
    thread.vpgid = entry.virtualGroupId();
    thread.pgid = entry.groupId();
    thread.vtid = entry.virtualId();
    thread.vpid = entry.virtualProcessId();
    thread.setComm(entry.comm());
    thread.exe = entry.exe();
    thread.setExePath(entry.exePath());
    thread.setArguments(Texts.split(entry.arguments(), 0, entry.arguments().length));
    if (thread.isMain()) {
      thread.environment = Texts.split(entry.environment(), 0, entry.environment().length);
      String cwd = Paths.concatenate("", entry.cwd());
      thread.cwd = cwd.endsWith("/") ? cwd : cwd + "/";
    }
    thread.flags = entry.flags();
    thread.fdLimit = entry.fdLimit();
    thread.uid = entry.uid();
    thread.gid = entry.gid();
    thread.loginUid = entry.loginUid() & CaptureThread.NO_ID;
    thread.memorySize = entry.memoryKib();
    thread.memoryResident = entry.residentKib();
    thread.memorySwapped = entry.swappedKib();
    thread.majorFaults = entry.majorFaults();
    thread.minorFaults = entry.minorFaults();
    thread.capInheritable = entry.capabilitiesInheritable();
    thread.capPermitted = entry.capabilitiesPermitted();
    thread.capEffective = entry.capabilitiesEffective();
    ThreadEntry.ExeEntry exe = entry.executable();
    thread.exeWritable = exe.writable();
    thread.exeUpperLayer = exe.upperLayer();
    thread.exeLowerLayer = exe.lowerLayer();
    thread.exeFromMemory = exe.fromMemory();
    thread.exeInode = exe.inode();
    thread.exeChangeTime = exe.changeTimeNs();
    thread.exeModificationTime = exe.modificationTimeNs();
    thread.cgroups = Cgroups.of(entry.cgroups(), 0, entry.cgroups().length, Cgroups.NONE);
    thread.root = entry.root();
    state.threads.put(thread);
  }

  @Override
  public void descriptor(long threadId, FdEntry entry) {
    CaptureThread thread = state.threads.get(threadId);
    if (thread == null) {
      return;
    }
    Fd fd = new Fd(entry.type());
    fd.inode = entry.inode();
    fd.name = entry.name();
    switch (entry.type()) {
      case IPV4_SOCK, IPV6_SOCK -> {
        socket(fd, entry);
        fd.name = SocketParser.name(fd);
      }
      case IPV4_SERVSOCK, IPV6_SERVSOCK -> {
        fd.source.set(entry.source(), 0, entry.source().length, entry.sourcePort());
        fd.protocol = entry.protocol();
        fd.name = SocketParser.name(fd);
        serverPorts.add(entry.sourcePort());
      }
      case UNIX_SOCK -> {
        fd.unixSource = io.gyr.scap.Bytes.i64(entry.source(), 0);
        fd.unixDestination = io.gyr.scap.Bytes.i64(entry.destination(), 0);
        if (fd.name.isEmpty()) {
          fd.setClient();
        } else {
          fd.setServer();
        }
      }
      case FILE_V2 -> {
        fd.openFlags = entry.openFlags();
        fd.device = entry.device() & 0xffffffffL;
      }
      case UNINITIALIZED, UNKNOWN -> {
        return;
      }
      default -> {}
    }
    if (state.threads.hasRoomForFds(1)) {
      thread.ownFds.put(entry.number(), fd);
    }
  }

  private static void socket(Fd fd, FdEntry entry) {
    byte[] source = entry.source();
    byte[] destination = entry.destination();
    int at = 0;
    int width = source.length;
    if (width == 16 && SocketParser.isMapped(source, 0) && SocketParser.isMapped(destination, 0)) {
      fd.type = FdType.IPV4_SOCK;
      at = 12;
      width = 4;
    }
    fd.source.set(source, at, width, entry.sourcePort());
    fd.destination.set(destination, at, width, entry.destinationPort());
    fd.protocol = entry.protocol();
    if (fd.protocol == Fd.TCP) {
      fd.setConnected();
    }
  }

  @Override
  public void user(long uid, long gid, String name, String home, String shell) {
    state.users.addUser("", uid, new Users.User(name, home, shell));
  }

  @Override
  public void group(long gid, String name) {
    state.users.addGroup("", gid, name);
  }

  @Override
  public void networkInterface(String name, byte[] address, byte[] netmask) {
    Endpoint end = new Endpoint();
    end.set(address, 0, address.length, 0);
    state.addAddress(end.address());
  }

  @Override
  public void tablesEnd() {
    for (CaptureThread thread : state.threads.all()) {
      state.threads.connect(thread);
      directions(thread.ownFds);
    }
  }

  /** A connection to a port that somebody listens on came from outside. */
  private void directions(FdMap fds) {
    for (Fd fd : fds.all()) {
      if (fd.type == FdType.IPV4_SOCK) {
        if (serverPorts.contains(fd.source.port)) {
          fd.swapEnds();
          fd.name = SocketParser.name(fd);
          fd.setServer();
        } else {
          fd.setClient();
        }
      }
    }
  }
}
