package io.gyr.inspector.fd;

import java.util.Locale;

/** What a descriptor stands for, as Falco's {@code fd.type} and {@code fd.typechar} have it. */
public enum FdType {
  BPF('b'),
  DIRECTORY('d'),
  EVENT('e'),
  EVENTPOLL('l'),
  FILE('f'),
  INOTIFY('i'),
  IPV4('4'),
  IPV6('6'),
  MEMFD('m'),
  NETLINK('n'),
  OTHER('o'),
  PIPE('p'),
  SIGNALFD('s'),
  TIMERFD('t'),
  UNIX('u');

  private final String text = name().toLowerCase(Locale.ROOT);
  private final char letter;

  FdType(char letter) {
    this.letter = letter;
  }

  /** Falco's {@code fd.type}. */
  public String text() {
    return text;
  }

  /** Falco's {@code fd.typechar}. */
  public char letter() {
    return letter;
  }

  /** Whether it is an internet socket. */
  public boolean isInternet() {
    return this == IPV4 || this == IPV6;
  }
}
