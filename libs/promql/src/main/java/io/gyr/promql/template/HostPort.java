package io.gyr.promql.template;

/** Addresses such as {@code db.example.com:9100}, shortened. */
final class HostPort {
  private HostPort() {}

  /** The host alone; what has no port stays as it is. */
  static String withoutPort(String address) {
    int colon = portAt(address);
    if (colon < 0) {
      return address;
    }
    String host = address.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return bracketed ? host.substring(1, host.length() - 1) : host;
  }

  /** The host without its domain, and the port as it was; an IP address stays as it is. */
  static String withoutDomain(String address) {
    int colon = portAt(address);
    String host = colon < 0 ? address : withoutPort(address);
    if (host.indexOf(':') >= 0 || host.matches("[0-9]+(\\.[0-9]+){3}")) {
      return address;
    }
    int dot = host.indexOf('.');
    String name = dot < 0 ? host : host.substring(0, dot);
    return colon < 0 ? name : name + address.substring(colon);
  }

  /** Where the colon before the port is, -1 if there is none: an IPv6 address has several. */
  private static int portAt(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return -1;
    }
    boolean bracketed = address.startsWith("[") && address.indexOf(']') == colon - 1;
    return bracketed || address.indexOf(':') == colon ? colon : -1;
  }
}
