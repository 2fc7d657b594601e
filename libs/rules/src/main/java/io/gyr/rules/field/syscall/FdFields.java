package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;
import org.jspecify.annotations.Nullable;

/**
 * {@code fd.*}: the descriptor that the call used or made. Where a call has one that is not known,
 * most often because making it failed, names come from the call's arguments: see {@link FdNames}.
 */
final class FdFields {

  private FdFields() {}

  static void addTo(FieldList list) {
    list.number(
            "fd.num",
            FieldType.NUMBER,
            FdFields::number,
            "Number of the descriptor; -1 after a failed open.")
        .text("fd.name", FdNames::name, "Path, or client->server of a connection.")
        .text("fd.nameraw", FdNames::rawName, "Path as the caller gave it.")
        .textFact("fd.type", SyscallFacts.FD_TYPE, "file, directory, ipv4, ipv6, unix, pipe, ...")
        .text("fd.typechar", FdTypes::letter, "The type as one letter.")
        .built("fd.directory", FdNames::directory, "Directory of the file.")
        .built("fd.filename", FdNames::fileName, "Name of the file without its directory.")
        .built("fd.uid", FdFields::uniqueId, "Thread id and number of the descriptor, chained.")
        .built(
            "fd.containername",
            event -> inContainer(event, FdNames.name(event)),
            "Id of the container, a colon and the name.")
        .built(
            "fd.containerdirectory",
            event -> inContainer(event, FdNames.directory(event)),
            "Id of the container, a colon and the directory.")
        .text("fd.sockfamily", FdTypes::socketFamily, "ip or unix.")
        .flag(
            "fd.connected", known(SyscallFacts.FD_IS_CONNECTED), "Whether the socket is connected.")
        .flag(
            "fd.name_changed",
            known(SyscallFacts.FD_NAME_CHANGED),
            "Whether this event changed the name of the descriptor.");
    list.numberFact("fd.ino", SyscallFacts.FD_INODE, "Inode of the file.")
        .number(
            "fd.dev",
            FieldType.HEXADECIMAL,
            known(SyscallFacts.FD_DEVICE),
            "Device that holds the file.")
        .number(
            "fd.dev.major",
            FieldType.NUMBER,
            event -> major(event.number(SyscallFacts.FD_DEVICE)),
            "Major number of the device that holds the file.")
        .number(
            "fd.dev.minor",
            FieldType.NUMBER,
            event -> minor(event.number(SyscallFacts.FD_DEVICE)),
            "Minor number of the device that holds the file.");
  }

  private static NumberGetter known(int fact) {
    return event -> event.number(fact);
  }

  private static long number(Event event) {
    long number = event.number(SyscallFacts.FD_NUMBER);
    return number == Event.ABSENT && FdNames.failedOpen(event) ? -1 : number;
  }

  private static @Nullable String uniqueId(Event event) {
    long thread = event.number(SyscallFacts.THREAD_ID);
    long number = number(event);
    return thread == Event.ABSENT || number == Event.ABSENT ? null : "" + thread + number;
  }

  private static @Nullable String inContainer(Event event, @Nullable String name) {
    if (name == null) {
      return null;
    }
    String id = event.text(SyscallFacts.CONTAINER_ID);
    return (id == null ? "" : ContainerFields.shortened(id)) + ":" + name;
  }

  private static long major(long device) {
    return device == Event.ABSENT ? device : (device & 0xfff00) >> 8;
  }

  private static long minor(long device) {
    return device == Event.ABSENT ? device : device & 0xff | device >> 12 & 0xfff00;
  }
}
