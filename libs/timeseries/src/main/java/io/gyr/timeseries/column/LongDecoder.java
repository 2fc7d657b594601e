package io.gyr.timeseries.column;

/** Reads what {@link LongEncoder} wrote. Reusable; not for several threads at once. */
public final class LongDecoder {
  private final long[] lower = new long[Bins.MAX];
  private final int[] bits = new int[Bins.MAX];
  private final int[] weights = new int[Bins.MAX];
  private final StateTable table = new StateTable();

  /**
   * Reads {@code n} numbers into {@code numbers} from {@code at} on.
   *
   * @throws MalformedChunkException if no encoder wrote this; what {@code numbers} holds then is
   *     undefined
   */
  public void decode(ByteInput in, int n, long[] numbers, int at) throws MalformedChunkException {
    if (n == 0) {
      return;
    }
    int head = in.readByte();
    int order = head & 3;
    int count = head >>> 3;
    if (order == 2 && n < 2) {
      throw new MalformedChunkException("order 2 for one number");
    }
    long first = in.readZigzag();
    long divisor = (head & 4) == 0 ? 1 : in.readVarint();
    long firstStep = order >= 2 ? in.readZigzag() : 0;
    int skipped = order == 2 ? 2 : 1;
    readResiduals(in, count, n - skipped, numbers, at + skipped);
    numbers[at] = first;
    int end = at + n;
    switch (order) {
      case 0 -> {
        for (int i = at + 1; i < end; i++) {
          numbers[i] = first + divisor * numbers[i];
        }
      }
      case 1 -> {
        long value = first;
        for (int i = at + 1; i < end; i++) {
          value += divisor * numbers[i];
          numbers[i] = value;
        }
      }
      case LongEncoder.LINE -> {
        long line = 0;
        for (int i = at + 1; i < end; i++) {
          line += firstStep;
          numbers[i] = first + divisor * (line + numbers[i]);
        }
      }
      default -> {
        long step = divisor * firstStep;
        long value = first + step;
        numbers[at + 1] = value;
        for (int i = at + 2; i < end; i++) {
          step += divisor * numbers[i];
          value += step;
          numbers[i] = value;
        }
      }
    }
  }

  private void readResiduals(ByteInput in, int count, int n, long[] numbers, int at)
      throws MalformedChunkException {
    int log = 0;
    if (count > 1) {
      log = in.readByte();
      if (log < StateTable.MIN_LOG || log > StateTable.MAX_LOG) {
        throw new MalformedChunkException("2^" + log + " states before byte " + in.position());
      }
    }
    readBins(in, count, log);
    if (count == 0) {
      java.util.Arrays.fill(numbers, at, at + n, 0);
    } else if (count == 1) {
      readPlaces(in, n, numbers, at);
    } else {
      readRanges(in, count, log, n, numbers, at);
    }
  }

  private void readBins(ByteInput in, int count, int log) throws MalformedChunkException {
    int left = 1 << log;
    for (int i = 0; i < count; i++) {
      lower[i] = i == 0 ? in.readZigzag() : lower[i - 1] + in.readVarint();
      bits[i] = in.readByte();
      if (bits[i] > Long.SIZE) {
        throw new MalformedChunkException(bits[i] + " bits before byte " + in.position());
      }
      weights[i] = i < count - 1 ? in.readCount("states", left - 1) + 1 : left;
      left -= weights[i];
      if (left < 0 || weights[i] == 0) {
        throw new MalformedChunkException("weights do not add up before byte " + in.position());
      }
    }
  }

  private void readPlaces(ByteInput in, int n, long[] numbers, int at)
      throws MalformedChunkException {
    int width = bits[0];
    long base = lower[0];
    int position = in.position() * Byte.SIZE;
    in.skip(((long) n * width + 7) / 8);
    if (width == 0) {
      java.util.Arrays.fill(numbers, at, at + n, base);
      return;
    }
    byte[] bytes = in.bytes();
    if (width > ByteInput.WORD_BITS) {
      for (int i = at; i < at + n; i++) {
        numbers[i] = base + ByteInput.bits(bytes, position, width);
        position += width;
      }
      return;
    }
    long mask = ~(-1L << width);
    for (int i = at; i < at + n; i++) {
      numbers[i] = base + (ByteInput.word(bytes, position) & mask);
      position += width;
    }
  }

  private void readRanges(ByteInput in, int count, int log, int n, long[] numbers, int at)
      throws MalformedChunkException {
    table.prepareDecoding(log, weights, count);
    int length = in.readCount("bytes of ranges", in.remaining());
    int rangeBit = in.position() * Byte.SIZE;
    int rangeEnd = rangeBit + length * Byte.SIZE;
    in.skip(length);
    int placeBit = in.position() * Byte.SIZE;
    int placeStart = placeBit;
    int placeEnd = in.end() * Byte.SIZE;
    byte[] bytes = in.bytes();
    int[] steps = table.steps;
    int widest = 0;
    for (int range = 0; range < count; range++) {
      widest = Math.max(widest, bits[range]);
    }
    int even = (int) ByteInput.bits(bytes, rangeBit, log);
    int odd = (int) ByteInput.bits(bytes, rangeBit + log, log);
    rangeBit += 2 * log;
    for (int start = 0; start < n; start += ByteInput.BLOCK) {
      int stop = at + Math.min(start + ByteInput.BLOCK, n);
      int i = at + start;
      if (widest <= ByteInput.WORD_BITS) {
        for (; i < stop - 1; i += 2) {
          int step = steps[even];
          int oddStep = steps[odd];
          long word = ByteInput.word(bytes, rangeBit);
          int taken = StateTable.bits(step);
          int oddTaken = StateTable.bits(oddStep);
          even = StateTable.base(step) + (int) (word & (1L << taken) - 1);
          odd = StateTable.base(oddStep) + (int) (word >>> taken & (1L << oddTaken) - 1);
          rangeBit += taken + oddTaken;
          int range = StateTable.symbol(step);
          int width = bits[range];
          numbers[i] = lower[range] + (ByteInput.word(bytes, placeBit) & (1L << width) - 1);
          placeBit += width;
          range = StateTable.symbol(oddStep);
          width = bits[range];
          numbers[i + 1] = lower[range] + (ByteInput.word(bytes, placeBit) & (1L << width) - 1);
          placeBit += width;
        }
      }
      for (; i < stop; i++) {
        int step = steps[even];
        int taken = StateTable.bits(step);
        int after = StateTable.base(step) + (int) ByteInput.bits(bytes, rangeBit, taken);
        even = odd;
        odd = after;
        rangeBit += taken;
        int range = StateTable.symbol(step);
        numbers[i] = lower[range] + ByteInput.bits(bytes, placeBit, bits[range]);
        placeBit += bits[range];
      }
      if (rangeBit > rangeEnd || placeBit > placeEnd) {
        throw new MalformedChunkException("ends at byte " + in.end() + " in the middle");
      }
    }
    if (even != 0 || odd != 0) {
      throw new MalformedChunkException("damaged before byte " + rangeEnd / Byte.SIZE);
    }
    in.skip((placeBit - placeStart + 7) / 8);
  }
}
