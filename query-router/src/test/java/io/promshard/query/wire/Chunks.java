package io.promshard.query.wire;

import java.io.InputStream;
import java.util.SplittableRandom;

/** A stream that gives its bytes in pieces of random size, as a network does. */
final class Chunks extends InputStream {
    private final byte[] bytes;
    private final int largest;
    private final SplittableRandom random;
    private int at;

    Chunks(byte[] bytes, int largest, SplittableRandom random) {
        this.bytes = bytes.clone();
        this.largest = largest;
        this.random = random;
    }

    @Override
    public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) {
        if (at == bytes.length) {
            return -1;
        }
        int count = Math.min(random.nextInt(1, largest + 1), Math.min(length, bytes.length - at));
        System.arraycopy(bytes, at, to, from, count);
        at += count;
        return count;
    }
}
