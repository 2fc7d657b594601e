package io.gyr.benchmarks.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What the agent has written down of its queue: up to which index all entries have found their end,
 * and how many of them arrived or were given up. The sums and the index are of the same moment, so
 * that an account of everything up to the index must come out exactly while the agent goes on.
 *
 * @param index of the last entry that is done, -1 if none is
 * @param shipped entries that the broker acknowledged
 * @param dropped entries that were accepted and then given up
 */
public record AgentPosition(long index, long shipped, long dropped) {
  // The layout of io.gyr.agent.queue.PositionFile, where it is explained.
  private static final int SLOT_BYTES = 512;
  private static final int CHECKED_BYTES = 52;

  /**
   * Reads the newest valid slot.
   *
   * @throws IOException if there is none
   */
  public static AgentPosition read(Path queueDirectory) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(queueDirectory.resolve("position")));
    long newest = 0;
    AgentPosition position = null;
    for (int at = 0; at + CHECKED_BYTES + Integer.BYTES <= file.capacity(); at += SLOT_BYTES) {
      CRC32C crc = new CRC32C();
      crc.update(file.array(), at, CHECKED_BYTES);
      if (file.getInt(at + CHECKED_BYTES) == (int) crc.getValue() && file.getLong(at) > newest) {
        newest = file.getLong(at);
        position =
            new AgentPosition(
                file.getLong(at + 8),
                file.getLong(at + 16),
                file.getLong(at + 24) + file.getLong(at + 32) + file.getLong(at + 40));
      }
    }
    if (position == null) {
      throw new IOException(queueDirectory + " has no readable position");
    }
    return position;
  }
}
