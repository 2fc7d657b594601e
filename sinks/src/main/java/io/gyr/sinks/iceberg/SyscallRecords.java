package io.gyr.sinks.iceberg;

import io.gyr.schemas.record.Ancestor;
import io.gyr.schemas.record.Argument;
import io.gyr.schemas.record.Connection;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.FileDescriptor;
import io.gyr.schemas.record.ProcessInfo;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.record.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Rows of {@link SyscallTable} as the records that they were made of. */
public final class SyscallRecords {
  private static final int ARGUMENT_COLUMNS = 2;
  private static final int ANCESTOR_COLUMNS = 5;

  private SyscallRecords() {}

  /** The record of a row with all columns of the table, in their order. */
  public static EnrichedSyscall of(RowData row) {
    // Column 0 is the time in microseconds, which column 1 has exactly.
    Columns columns = new Columns(row, 1);
    Syscall call = new Syscall();
    call.setTimeNs(columns.number());
    call.setHostId(columns.text());
    call.setAgentEpochNs(columns.number());
    call.setSequence(columns.number());
    call.setType(columns.text());
    call.setResult(columns.number());
    call.setTid(columns.number());
    call.setContainerId(columns.optionalText());
    List<Argument> arguments = new ArrayList<>();
    ArrayData list = columns.list();
    for (int i = 0; i < list.size(); i++) {
      RowData argument = list.getRow(i, ARGUMENT_COLUMNS);
      arguments.add(
          new Argument(argument.getString(0).toString(), argument.getString(1).toString()));
    }
    call.setArguments(arguments);
    call.setFd(descriptor(columns));
    call.setProcess(process(columns));
    call.setUser(user(columns));
    return new EnrichedSyscall(call, columns.texts());
  }

  private static @Nullable FileDescriptor descriptor(Columns columns) {
    boolean absent = columns.isAbsent();
    long number = columns.number();
    String type = columns.optionalText();
    String name = columns.optionalText();
    boolean connected = !columns.isAbsent();
    String protocol = columns.optionalText();
    String clientIp = columns.optionalText();
    int clientPort = columns.integer();
    String serverIp = columns.optionalText();
    int serverPort = columns.integer();
    boolean isServer = columns.flag();
    if (absent) {
      return null;
    }
    FileDescriptor descriptor = new FileDescriptor();
    descriptor.setNumber(number);
    descriptor.setType(type);
    descriptor.setName(name);
    descriptor.setConnection(
        connected
            ? new Connection(protocol, clientIp, clientPort, serverIp, serverPort, isServer)
            : null);
    return descriptor;
  }

  private static ProcessInfo process(Columns columns) {
    ProcessInfo process = new ProcessInfo();
    process.setPid(columns.number());
    process.setVpid(columns.number());
    process.setName(columns.text());
    process.setExe(columns.text());
    process.setExePath(columns.text());
    List<String> arguments = new ArrayList<>();
    ArrayData list = columns.list();
    for (int i = 0; i < list.size(); i++) {
      arguments.add(list.getString(i).toString());
    }
    process.setArguments(arguments);
    process.setCwd(columns.text());
    process.setTty(columns.integer());
    process.setSessionId(columns.number());
    process.setStartTimeNs(columns.number());
    List<Ancestor> ancestors = new ArrayList<>();
    ArrayData rows = columns.list();
    for (int i = 0; i < rows.size(); i++) {
      Columns ancestor = new Columns(rows.getRow(i, ANCESTOR_COLUMNS), 0);
      ancestors.add(
          new Ancestor(
              ancestor.number(),
              ancestor.text(),
              ancestor.text(),
              ancestor.text(),
              ancestor.text()));
    }
    process.setAncestors(ancestors);
    return process;
  }

  private static UserInfo user(Columns columns) {
    UserInfo user = new UserInfo();
    user.setUid(columns.number());
    user.setName(columns.optionalText());
    user.setGid(columns.number());
    user.setGroup(columns.optionalText());
    user.setLoginUid(columns.number());
    user.setLoginName(columns.optionalText());
    return user;
  }

  /** A row that is read from left to right; an absent number reads as 0. */
  private static final class Columns {
    private final RowData row;
    private int next;

    Columns(RowData row, int first) {
      this.row = row;
      this.next = first;
    }

    boolean isAbsent() {
      return row.isNullAt(next);
    }

    long number() {
      int column = next++;
      return row.isNullAt(column) ? 0 : row.getLong(column);
    }

    int integer() {
      int column = next++;
      return row.isNullAt(column) ? 0 : row.getInt(column);
    }

    boolean flag() {
      int column = next++;
      return !row.isNullAt(column) && row.getBoolean(column);
    }

    String text() {
      return row.getString(next++).toString();
    }

    @Nullable String optionalText() {
      int column = next++;
      return row.isNullAt(column) ? null : row.getString(column).toString();
    }

    ArrayData list() {
      return row.getArray(next++);
    }

    Map<String, String> texts() {
      MapData map = row.getMap(next++);
      Map<String, String> texts = new TreeMap<>();
      for (int i = 0; i < map.size(); i++) {
        texts.put(map.keyArray().getString(i).toString(), map.valueArray().getString(i).toString());
      }
      return texts;
    }
  }
}
