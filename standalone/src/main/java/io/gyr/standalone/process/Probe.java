package io.gyr.standalone.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Questions to a port on this machine. */
public final class Probe {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Probe() {}

  /** Null if something accepts connections on {@code port}. */
  public static @Nullable String tcp(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return null;
    } catch (IOException e) {
      return "for port " + port;
    }
  }

  /** Null if a GET of {@code url} is answered with 200. */
  public static @Nullable String http(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    try {
      int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200 ? null : "for " + url + " (answers " + status + ")";
    } catch (IOException e) {
      return "for " + url;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** The lines after the first of what a GET of {@code url} answers; null if there are none. */
  public static @Nullable String remark(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    try {
      String body = HTTP.send(request, BodyHandlers.ofString()).body();
      int line = body.indexOf('\n') + 1;
      return line == 0 || body.substring(line).isBlank() ? null : body.substring(line).strip();
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** True if nothing is bound to {@code port} on the loopback address. */
  public static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
