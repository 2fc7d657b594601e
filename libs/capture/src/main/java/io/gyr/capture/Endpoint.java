package io.gyr.capture;

import io.gyr.inspector.fd.IpText;
import java.util.Arrays;

/** Address and port of one end of a socket. Not thread-safe. */
final class Endpoint {
  private static final int V4 = 4;
  private static final int V6 = 16;

  private final byte[] bytes = new byte[V6];
  private int width = V4;
  int port;

  void set(Endpoint other) {
    System.arraycopy(other.bytes, 0, bytes, 0, V6);
    width = other.width;
    port = other.port;
  }

  void set(byte[] from, int at, int newWidth, int newPort) {
    System.arraycopy(from, at, bytes, 0, newWidth);
    Arrays.fill(bytes, newWidth, V6, (byte) 0);
    width = newWidth;
    port = newPort;
  }

  void clear() {
    Arrays.fill(bytes, (byte) 0);
    width = V4;
    port = 0;
  }

  void swap(Endpoint other) {
    Endpoint saved = new Endpoint();
    saved.set(this);
    set(other);
    other.set(saved);
  }

  boolean sameAddress(byte[] from, int at, int otherWidth) {
    return width == otherWidth && Arrays.equals(bytes, 0, width, from, at, at + width);
  }

  boolean isUnspecified() {
    for (int i = 0; i < width; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  boolean isV4() {
    return width == V4;
  }

  byte[] addressBytes() {
    return Arrays.copyOf(bytes, width);
  }

  String address() {
    return width == V4
        ? IpText.v4(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff)
        : IpText.v6(bytes);
  }

  /** Address, colon and port. */
  String text() {
    return address() + ":" + port;
  }
}
