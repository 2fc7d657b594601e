package io.gyr.agent.replay;

import io.gyr.schemas.record.Ancestor;
import io.gyr.schemas.record.ProcessInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of the built-in recording.
 *
 * @param pid its id on the host
 * @param tty device number of its terminal, 0 for none
 * @param containerId full id, null on the host
 * @param parent null for the first
 */
record DemoProcess(
    long pid,
    String name,
    String exePath,
    List<String> arguments,
    int tty,
    String containerId,
    String user,
    long uid,
    DemoProcess parent) {

  DemoProcess child(long childPid, String childPath, String... childArguments) {
    return new DemoProcess(
        childPid,
        childPath.substring(childPath.lastIndexOf('/') + 1),
        childPath,
        List.of(childArguments),
        tty,
        containerId,
        user,
        uid,
        this);
  }

  DemoProcess onTerminal() {
    return new DemoProcess(pid, name, exePath, arguments, 34816, containerId, user, uid, parent);
  }

  DemoProcess in(String container) {
    return new DemoProcess(pid, name, exePath, arguments, tty, container, user, uid, parent);
  }

  ProcessInfo info(long startTimeNs) {
    List<Ancestor> ancestors = new ArrayList<>();
    for (DemoProcess p = parent; p != null && ancestors.size() < 8; p = p.parent()) {
      ancestors.add(new Ancestor(p.pid, p.name, p.name, p.exePath, p.commandLine()));
    }
    return ProcessInfo.newBuilder()
        .setPid(pid)
        .setVpid(containerId == null ? pid : pid % 1000)
        .setName(name)
        .setExe(name)
        .setExePath(exePath)
        .setArguments(arguments)
        .setCwd("/")
        .setTty(tty)
        .setSessionId(parent == null ? pid : parent.pid)
        .setStartTimeNs(startTimeNs)
        .setAncestors(ancestors)
        .build();
  }

  String commandLine() {
    return arguments.isEmpty() ? name : name + " " + String.join(" ", arguments);
  }
}
