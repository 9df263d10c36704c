package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The block format of Snappy, which remote read compresses its messages with.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">Snappy compressed format description</a>
 */
public final class SnappyBlock {

    private static final int LONGEST_LENGTH = 5;

    private SnappyBlock() {}

    /** Compresses. */
    static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 16);
        try (SnappyOutput snappy = new SnappyOutput(bytes.length, out)) {
            snappy.write(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    /**
     * How long the bytes are that a block decompresses to, as the block itself says.
     *
     * @throws MalformedAnswer if it does not
     */
    public static long length(byte[] block) throws MalformedAnswer {
        long length = 0;
        for (int i = 0; i < Math.min(LONGEST_LENGTH, block.length); i++) {
            length |= (long) (block[i] & 0x7F) << (7 * i);
            if (block[i] >= 0) {
                return length;
            }
        }
        throw malformed();
    }

    /**
     * Decompresses. The memory that is taken is what {@link #length} says, so look there first.
     *
     * @throws MalformedAnswer if it is no block of Snappy
     */
    static byte[] decompressed(byte[] block) throws MalformedAnswer {
        long length = length(block);
        if (length > Integer.MAX_VALUE - 8) {
            throw malformed();
        }
        int from = 1;
        while (block[from - 1] < 0) {
            from++;
        }
        return new Decompression(block, from, new byte[(int) length]).run();
    }

    private static MalformedAnswer malformed() {
        return new MalformedAnswer("what came is not compressed with Snappy");
    }

    /** One block on its way: what was read, and what was made of it. */
    private static final class Decompression {
        private final byte[] in;
        private int at;
        private final byte[] out;
        private int length;

        Decompression(byte[] in, int from, byte[] out) {
            this.in = in;
            this.at = from;
            this.out = out;
        }

        byte[] run() throws MalformedAnswer {
            while (at < in.length) {
                int tag = in[at++] & 0xFF;
                switch (tag & 3) {
                    case 0 -> literal(tag >>> 2);
                    case 1 -> copy(((tag >>> 5) << 8) | number(1), 4 + ((tag >>> 2) & 7));
                    case 2 -> copy(number(2), 1 + (tag >>> 2));
                    default -> copy(number(4), 1 + (tag >>> 2));
                }
            }
            if (length != out.length) {
                throw malformed();
            }
            return out;
        }

        /** The length less one, or from 60 on in how many bytes it follows. */
        private void literal(int code) throws MalformedAnswer {
            int count = (code < 60 ? code : number(code - 59)) + 1;
            if (count < 1 || count > in.length - at || count > out.length - length) {
                throw malformed();
            }
            System.arraycopy(in, at, out, length, count);
            at += count;
            length += count;
        }

        /** What is copied may reach into what the copy itself makes: a pattern that repeats. */
        private void copy(int offset, int count) throws MalformedAnswer {
            if (offset < 1 || offset > length || count > out.length - length) {
                throw malformed();
            }
            if (offset >= count) {
                System.arraycopy(out, length - offset, out, length, count);
            } else if (offset == 1) {
                Arrays.fill(out, length, length + count, out[length - 1]);
            } else {
                for (int i = length; i < length + count; i++) {
                    out[i] = out[i - offset];
                }
            }
            length += count;
        }

        /** Of so many bytes, the lowest first; negative if it is too large. */
        private int number(int bytes) throws MalformedAnswer {
            if (bytes > in.length - at) {
                throw malformed();
            }
            int number = 0;
            for (int i = 0; i < bytes; i++) {
                number |= (in[at++] & 0xFF) << (8 * i);
            }
            return number;
        }
    }
}
