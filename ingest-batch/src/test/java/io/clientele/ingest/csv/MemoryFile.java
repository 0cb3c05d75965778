package io.clientele.ingest.csv;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A file's bytes in memory, read through the same interface as an encrypted upload.
final class MemoryFile implements SeekableByteChannel {
    private final byte[] bytes;
    private int position;

    MemoryFile(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target) {
        if (position >= bytes.length) {
            return -1;
        }
        // Few at a time, as a channel may.
        int length = Math.min(Math.min(target.remaining(), bytes.length - position), 100_003);
        target.put(bytes, position, length);
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = Math.toIntExact(newPosition);
        return this;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
