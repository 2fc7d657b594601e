package io.gyr.scap;

import java.util.Locale;

/** What a parameter's bytes mean, as falcosecurity/libs' ppm_param_type has it. */
public enum ParameterType {
  I8(1),
  I16(2),
  I32(4),
  I64(8),
  U8(1),
  U16(2),
  U32(4),
  U64(8),
  /** Text that ends with a zero byte. */
  CHARBUF(0),
  BYTEBUF(0),
  /** 64 bits; a negative one is an error. */
  ERRNO(8),
  /** Family byte, then address and port, or path. */
  SOCKADDR(0),
  /** Family byte, then source and destination. */
  SOCKTUPLE(0),
  /** 64 bits: number of a descriptor. */
  FD(8),
  PID(8),
  /** u16 count, then for each i64 number, u16 flags. */
  FDLIST(0),
  /** Path, relative to the working directory. */
  FSPATH(0),
  /** Path, relative to a descriptor that another parameter has. */
  FSRELPATH(0),
  SYSCALLID(2),
  SIG(1),
  RELTIME(8),
  ABSTIME(8),
  /** One byte that says which of several types the rest is. */
  DYN(0),
  F8(1),
  F16(2),
  F32(4),
  /** Like flags, but one value at a time. */
  E8(1),
  E16(2),
  E32(4),
  MODE(4),
  UID(4),
  GID(4),
  SIGSET(4);

  private final int size;

  ParameterType(int size) {
    this.size = size;
  }

  /** Bytes that a value takes, 0 where that varies. */
  public int size() {
    return size;
  }

  /** Whether the value is a set of bits with names. */
  public boolean isFlags() {
    return this == F8 || this == F16 || this == F32 || this == MODE;
  }

  /** Whether the value is one of several with names. */
  public boolean isEnumerated() {
    return this == E8 || this == E16 || this == E32;
  }

  /** Whether the value is text. */
  public boolean isText() {
    return this == CHARBUF || this == FSPATH || this == FSRELPATH;
  }

  static ParameterType of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
