package io.clientele.stream.counter;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Which events of a customer were seen: all up to the last sequence number, but for those that are missing. Sequence
/// numbers have no gaps, so that a missing one is an event that could not be processed yet.
///
/// @param last the highest number; 0 before the first event
/// @param missing numbers below it, ascending; the lowest are forgotten where there are too many
record SeenEvents(long last, long[] missing) {
    static final SeenEvents NONE = new SeenEvents(0, new long[0]);
    private static final int MOST_MISSING = 1000;

    /// @param bytes as [#bytes] made them; null for none
    static SeenEvents of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NONE;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long last = buffer.getLong();
        long[] missing = new long[buffer.remaining() / Long.BYTES];
        buffer.asLongBuffer().get(missing);
        return new SeenEvents(last, missing);
    }

    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * (1 + missing.length));
        buffer.putLong(last);
        buffer.asLongBuffer().put(missing);
        return buffer.array();
    }

    boolean has(long sequence) {
        return sequence <= last && Arrays.binarySearch(missing, sequence) < 0;
    }

    SeenEvents with(long sequence) {
        if (sequence <= last) {
            return new SeenEvents(
                    last,
                    LongStream.of(missing).filter(each -> each != sequence).toArray());
        }
        long from = Math.max(last + 1, sequence - MOST_MISSING);
        long[] all = LongStream.concat(LongStream.of(missing), LongStream.range(from, sequence))
                .toArray();
        int forgotten = Math.max(0, all.length - MOST_MISSING);
        return new SeenEvents(sequence, Arrays.copyOfRange(all, forgotten, all.length));
    }
}
