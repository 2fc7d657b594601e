package io.gyr.inspector.fd;

import org.jspecify.annotations.Nullable;

/**
 * What a file descriptor stands for. Immutable, so that a fork shares it.
 *
 * @param type kind of thing
 * @param name absolute path, connection, path of a unix socket; empty where nothing is known
 * @param connection ends of an internet socket; null for everything else
 */
public record Descriptor(FdType type, String name, @Nullable Connection connection) {
  /** Nothing is known of it. */
  public static final Descriptor UNKNOWN = new Descriptor(FdType.OTHER, "", null);

  /** An internet socket. */
  public static Descriptor socket(FdType type, Connection connection) {
    return new Descriptor(type, connection.text(), connection);
  }

  /** Anything without ends. */
  public static Descriptor of(FdType type, String name) {
    return new Descriptor(type, name, null);
  }
}
