package io.gyr.inspector.syscall;

/**
 * One argument of a call.
 *
 * @param name Falco's
 * @param format how it is written
 * @param index which of the call's six, where the format takes one
 */
record Argument(String name, ArgumentFormat format, int index) {}
