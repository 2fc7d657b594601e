package io.gyr.agent.capture;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.gyr.inspector.event.RawEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/*
 * How it works. A BPF ring buffer is three mappings of one file descriptor: a page with the position up
 * to which the consumer has read (ours to write), a page with the position up to which producers have
 * reserved, and the data, mapped twice in a row so that an event which wraps around is still
 * contiguous. Positions only grow; position modulo size is the place. Before each event stand 8
 * bytes, of which the first four are its length with two bits on top: BUSY while a producer still
 * fills it, DISCARD if it was given up. Producers reserve in order but finish in any: reading stops
 * at the first busy one. Acquiring the length pairs with the producer's release of it; releasing
 * the consumer position gives the room back, and doing so only every 64 KiB keeps that cache line
 * from bouncing between CPUs.
 */
/** The consumer's end of the ring between kernel and agent. Not thread-safe. */
final class Ring implements AutoCloseable {
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BUSY = 1 << 31;
  private static final int DISCARD = 1 << 30;
  private static final int HEADER = 8;
  private static final int RELEASE_EVERY = 1 << 16;

  private final int size;
  private final int page;
  private final Pointer consumerPage;
  private final Pointer producerPages;
  private final ByteBuffer consumer;
  private final ByteBuffer producer;
  private final ByteBuffer data;
  private final RawEvent event = new RawEvent();
  private long position;
  private long released;

  Ring(int fd, int size) throws CaptureUnavailable {
    this.size = size;
    this.page = LibC.INSTANCE.getpagesize();
    this.consumerPage = map(fd, page, LibC.PROT_READ | LibC.PROT_WRITE, 0);
    this.producerPages = map(fd, page + 2L * size, LibC.PROT_READ, page);
    this.consumer = buffer(consumerPage, 0, page);
    this.producer = buffer(producerPages, 0, page);
    this.data = buffer(producerPages, page, 2L * size);
    this.position = (long) LONG.getAcquire(consumer, 0);
    this.released = position;
  }

  /**
   * Hands over the events that are there.
   *
   * @return how many, at most {@code limit}
   */
  int poll(RawEventHandler handler, int limit) {
    int count = 0;
    long end = (long) LONG.getAcquire(producer, 0);
    try {
      while (count < limit && position < end) {
        int at = (int) (position & size - 1);
        int header = (int) INT.getAcquire(data, at);
        if ((header & BUSY) != 0) {
          break;
        }
        int length = header & ~DISCARD;
        position += HEADER + length + 7 & ~7;
        if ((header & DISCARD) == 0) {
          handler.onEvent(event.wrap(data, at + HEADER, length));
          count++;
        }
        if (position - released >= RELEASE_EVERY) {
          release();
        }
      }
    } finally {
      release();
    }
    return count;
  }

  /** Bytes that wait to be read. */
  long backlog() {
    return (long) LONG.getAcquire(producer, 0) - position;
  }

  @Override
  public void close() {
    LibC.INSTANCE.munmap(consumerPage, page);
    LibC.INSTANCE.munmap(producerPages, page + 2L * size);
  }

  private void release() {
    LONG.setRelease(consumer, 0, position);
    released = position;
  }

  private static ByteBuffer buffer(Pointer pages, long offset, long size) {
    return pages.getByteBuffer(offset, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Pointer map(int fd, long size, int protection, long offset)
      throws CaptureUnavailable {
    Pointer pages = LibC.INSTANCE.mmap(null, size, protection, LibC.MAP_SHARED, fd, offset);
    if (Pointer.nativeValue(pages) == -1) {
      throw new CaptureUnavailable(
          "mapping the ring failed with error " + Native.getLastError(),
          "make room in the address space or ask for a smaller ring");
    }
    return pages;
  }
}
