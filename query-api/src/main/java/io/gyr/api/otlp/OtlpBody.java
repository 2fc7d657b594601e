package io.gyr.api.otlp;

import io.gyr.api.http.ApiError;
import io.gyr.api.ingest.MemoryBudget;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way in, gzipped or not. Gzip does not say how long it will be, so memory for what
 * such requests mostly are is taken first, and for the largest one only when it proves longer.
 */
final class OtlpBody implements AutoCloseable {
  private static final int USUAL_RATIO = 12;
  private static final int UNANNOUNCED_BYTES = 1 << 20;

  private final MemoryBudget memory;
  private MemoryBudget.@Nullable Lease lease;

  OtlpBody(MemoryBudget memory) {
    this.memory = memory;
  }

  /**
   * The whole body, unpacked.
   *
   * @throws ApiError 400 if it is no gzip, 413 if it is too long, 415 for another encoding, 503 if
   *     memory is short
   */
  byte[] read(Context context, int maxBytes) {
    String encoding = context.header("Content-Encoding");
    boolean gzip = "gzip".equalsIgnoreCase(encoding);
    if (encoding != null && !gzip && !encoding.equalsIgnoreCase("identity")) {
      throw ApiError.unsupported(
          "Content-Encoding " + encoding + " is not read here", "Compress with gzip or not at all");
    }
    long announced = context.req().getContentLengthLong();
    long expected = announced < 0 ? UNANNOUNCED_BYTES : announced * (gzip ? USUAL_RATIO : 1);
    int first = (int) Math.min(maxBytes + 1L, Math.max(expected, 1) + 1);
    lease = memory.take(first);
    try {
      InputStream raw = context.req().getInputStream();
      InputStream input = gzip ? new GZIPInputStream(raw) : raw;
      byte[] body = input.readNBytes(first);
      if (body.length == first && first <= maxBytes) {
        lease.close();
        lease = memory.take(maxBytes);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * first);
        whole.writeBytes(body);
        whole.writeBytes(input.readNBytes(maxBytes + 1 - first));
        body = whole.toByteArray();
      }
      if (body.length > maxBytes) {
        throw ApiError.tooLarge("The body is too large", "At most " + maxBytes + " bytes unpacked");
      }
      return body;
    } catch (ZipException | java.io.EOFException e) {
      throw ApiError.badRequest("The body is no gzip", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
