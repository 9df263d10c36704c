package io.promshard.query.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads a stream and copies all that it reads to another, but for what {@link #insert} and {@link #drop} change. What was
 * read has been handed over before the next read, which can block. The window grows to 64 KiB if there is as much to read.
 */
final class CopyCursor extends JsonCursor {
    private static final int SMALLEST = 4 << 10;
    private static final int LARGEST = 64 << 10;

    private final InputStream in;
    private final ByteSink out;

    /** Where the bytes begin that are not yet copied. */
    private int uncopied;

    private boolean held;
    private boolean dropping;

    CopyCursor(InputStream in, OutputStream out) {
        super(new byte[SMALLEST], 0);
        this.in = in;
        this.out = new ByteSink(out);
    }

    /** From here on nothing is copied until it is clear whether something comes before it. */
    void hold() throws IOException {
        copy();
        held = true;
    }

    void release() {
        held = false;
    }

    /** Puts a text before what is held. */
    void insert(byte[] text) throws IOException {
        out.write(text);
    }

    /** Leaves out what is held, and what is read until {@link #keep}. */
    void drop() {
        held = false;
        dropping = true;
    }

    void keep() {
        dropping = false;
        uncopied = pos;
    }

    /** Hands over all that was read. */
    void finish() throws IOException {
        copy();
        out.flush();
    }

    @Override
    boolean more() throws IOException {
        if (!held) {
            copy();
            out.flush();
        }
        shift();
        int count = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(count, 0);
        return count > 0;
    }

    private void copy() throws IOException {
        if (!dropping) {
            out.write(bytes, uncopied, pos - uncopied);
        }
        uncopied = pos;
    }

    /** Moves what is held to the start of the window, and gives it more room if it was full. */
    private void shift() throws MalformedAnswer {
        int kept = limit - uncopied;
        if (kept == LARGEST) {
            throw new MalformedAnswer("there is too much between two labels");
        }
        boolean grows = limit == bytes.length && limit < LARGEST;
        byte[] to = grows ? new byte[2 * limit] : bytes;
        System.arraycopy(bytes, uncopied, to, 0, kept);
        bytes = to;
        pos -= uncopied;
        limit = kept;
        uncopied = 0;
    }
}
