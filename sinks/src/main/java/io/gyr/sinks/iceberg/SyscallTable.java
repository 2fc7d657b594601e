package io.gyr.sinks.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import io.gyr.schemas.record.Ancestor;
import io.gyr.schemas.record.Argument;
import io.gyr.schemas.record.Connection;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.FileDescriptor;
import io.gyr.schemas.record.ProcessInfo;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.record.UserInfo;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Table gyr.syscalls: every enriched system call once, with all that the record holds, so that
 * rules can be run over it later. (host_id, agent_epoch_ns, sequence) tells two rows apart.
 */
public final class SyscallTable {
  /** Name of the table. */
  public static final String NAME = "syscalls";

  private static final Type STRING = Types.StringType.get();
  private static final Type LONG = Types.LongType.get();
  private static final Type INT = Types.IntegerType.get();

  /** Columns. */
  public static final Schema SCHEMA =
      new Schema(
          required(1, "time", Types.TimestampType.withZone(), "When the call returned"),
          required(2, "time_ns", LONG, "The same, nanoseconds since 1970"),
          required(3, "host_id", STRING),
          required(4, "agent_epoch_ns", LONG),
          required(5, "sequence", LONG),
          required(6, "type", STRING, "Falco's evt.type"),
          required(7, "result", LONG, "Return value, or -errno"),
          required(8, "tid", LONG),
          optional(9, "container_id", STRING),
          required(
              10,
              "arguments",
              Types.ListType.ofRequired(
                  11,
                  Types.StructType.of(
                      required(12, "name", STRING), required(13, "value", STRING)))),
          optional(14, "fd_number", LONG),
          optional(15, "fd_type", STRING),
          optional(16, "fd_name", STRING),
          optional(17, "protocol", STRING),
          optional(18, "client_ip", STRING),
          optional(19, "client_port", INT),
          optional(20, "server_ip", STRING),
          optional(21, "server_port", INT),
          optional(22, "is_server", Types.BooleanType.get()),
          required(23, "pid", LONG),
          required(24, "vpid", LONG),
          required(25, "process_name", STRING),
          required(26, "exe", STRING),
          required(27, "exe_path", STRING),
          required(28, "process_arguments", Types.ListType.ofRequired(29, STRING)),
          required(30, "cwd", STRING),
          required(31, "tty", INT),
          required(32, "session_id", LONG),
          required(33, "start_time_ns", LONG),
          required(
              34,
              "ancestors",
              Types.ListType.ofRequired(
                  35,
                  Types.StructType.of(
                      required(36, "pid", LONG),
                      required(37, "name", STRING),
                      required(38, "exe", STRING),
                      required(39, "exe_path", STRING),
                      required(40, "command_line", STRING)))),
          required(41, "uid", LONG),
          optional(42, "user_name", STRING),
          required(43, "gid", LONG),
          optional(44, "group_name", STRING),
          required(45, "login_uid", LONG),
          optional(46, "login_name", STRING),
          required(47, "labels", Types.MapType.ofRequired(48, 49, STRING, STRING)));

  private SyscallTable() {}

  /** The table, made if it is missing. */
  public static Table in(Lake lake) {
    return lake.table(NAME, SCHEMA, Map.of());
  }

  /** The row of an enriched system call. */
  public static RowData row(EnrichedSyscall enriched) {
    Syscall call = enriched.getSyscall();
    Row row = new Row(SCHEMA.columns().size());
    row.add(Rows.time(call.getTimeNs()));
    row.add(call.getTimeNs());
    row.add(Rows.string(call.getHostId()));
    row.add(call.getAgentEpochNs());
    row.add(call.getSequence());
    row.add(Rows.string(call.getType()));
    row.add(call.getResult());
    row.add(call.getTid());
    row.add(Rows.string(call.getContainerId()));
    row.add(arguments(call.getArguments()));
    descriptor(row, call.getFd());
    process(row, call.getProcess());
    user(row, call.getUser());
    row.add(Rows.strings(enriched.getLabels()));
    return row.data;
  }

  private static GenericArrayData arguments(List<Argument> arguments) {
    return new GenericArrayData(
        arguments.stream()
            .map(one -> GenericRowData.of(Rows.string(one.getName()), Rows.string(one.getValue())))
            .toArray());
  }

  private static void descriptor(Row row, @Nullable FileDescriptor fd) {
    row.add(fd == null ? null : fd.getNumber());
    row.add(fd == null ? null : Rows.string(fd.getType()));
    row.add(fd == null ? null : Rows.string(fd.getName()));
    Connection connection = fd == null ? null : fd.getConnection();
    row.add(connection == null ? null : Rows.string(connection.getProtocol()));
    row.add(connection == null ? null : Rows.string(connection.getClientIp()));
    row.add(connection == null ? null : connection.getClientPort());
    row.add(connection == null ? null : Rows.string(connection.getServerIp()));
    row.add(connection == null ? null : connection.getServerPort());
    row.add(connection == null ? null : connection.getIsServer());
  }

  private static void process(Row row, ProcessInfo process) {
    row.add(process.getPid());
    row.add(process.getVpid());
    row.add(Rows.string(process.getName()));
    row.add(Rows.string(process.getExe()));
    row.add(Rows.string(process.getExePath()));
    row.add(Rows.strings(process.getArguments()));
    row.add(Rows.string(process.getCwd()));
    row.add(process.getTty());
    row.add(process.getSessionId());
    row.add(process.getStartTimeNs());
    row.add(
        new GenericArrayData(
            process.getAncestors().stream().map(SyscallTable::ancestor).toArray()));
  }

  private static GenericRowData ancestor(Ancestor ancestor) {
    return GenericRowData.of(
        ancestor.getPid(),
        Rows.string(ancestor.getName()),
        Rows.string(ancestor.getExe()),
        Rows.string(ancestor.getExePath()),
        Rows.string(ancestor.getCommandLine()));
  }

  private static void user(Row row, UserInfo user) {
    row.add(user.getUid());
    row.add(Rows.string(user.getName()));
    row.add(user.getGid());
    row.add(Rows.string(user.getGroup()));
    row.add(user.getLoginUid());
    row.add(Rows.string(user.getLoginName()));
  }

  /** A row that is filled from left to right. */
  private static final class Row {
    final GenericRowData data;
    private int next;

    Row(int columns) {
      data = new GenericRowData(columns);
    }

    void add(@Nullable Object value) {
      data.setField(next++, value);
    }
  }
}
