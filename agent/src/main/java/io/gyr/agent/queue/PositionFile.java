package io.gyr.agent.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link Position} on disk.
 *
 * <p>How it works: the file has two slots of 512 bytes. A save writes the older one, so that a
 * write torn by a crash spoils at most the slot that was being written; the other still holds the
 * position before it. Going back to it only ships some entries again. A slot, big-endian:
 *
 * <pre>
 *  0  8  version, one more with each save; the higher valid slot counts
 *  8  8  index
 * 16  8  shipped
 * 24  8  dropped, queue full
 * 32  8  dropped, too large
 * 40  8  dropped, rejected
 * 48  4  segment being deleted
 * 52  4  CRC-32C of bytes 0 to 51
 * </pre>
 *
 * <p>Saves outlive the process at once and the machine after its next write-back. Not thread-safe.
 */
final class PositionFile implements AutoCloseable {
  static final int SLOT_BYTES = 512;
  private static final int CHECKED_BYTES = 52;
  private static final int USED_BYTES = 56;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(USED_BYTES);
  private long version;
  private Position position = Position.START;

  /** Opens or creates {@code file} and reads the newest valid slot. */
  PositionFile(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    for (int slot = 0; slot < 2; slot++) {
      Position found = read(slot);
      if (found != null && buffer.getLong(0) > version) {
        version = buffer.getLong(0);
        position = found;
      }
    }
  }

  /** What was saved last, {@link Position#START} if nothing readable was. */
  Position position() {
    return position;
  }

  void save(Position next) throws IOException {
    buffer.clear();
    buffer.putLong(version + 1);
    buffer.putLong(next.index());
    buffer.putLong(next.shipped());
    buffer.putLong(next.droppedFull());
    buffer.putLong(next.droppedTooLarge());
    buffer.putLong(next.droppedRejected());
    buffer.putInt(next.deleting());
    buffer.putInt(checksum());
    buffer.flip();
    long at = ((version + 1) & 1) * SLOT_BYTES;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
    version++;
    position = next;
  }

  @Override
  public void close() throws IOException {
    channel.force(true);
    channel.close();
  }

  private @Nullable Position read(int slot) throws IOException {
    buffer.clear();
    long at = (long) slot * SLOT_BYTES;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at + buffer.position());
      if (read < 0) {
        return null;
      }
    }
    if (buffer.getInt(CHECKED_BYTES) != checksum()) {
      return null;
    }
    return new Position(
        buffer.getLong(8),
        buffer.getLong(16),
        buffer.getLong(24),
        buffer.getLong(32),
        buffer.getLong(40),
        buffer.getInt(48));
  }

  private int checksum() {
    CRC32C crc = new CRC32C();
    crc.update(buffer.array(), 0, CHECKED_BYTES);
    return (int) crc.getValue();
  }
}
