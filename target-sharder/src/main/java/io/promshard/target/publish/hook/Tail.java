package io.promshard.target.publish.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of what a command says, each cut if it is long: bounded, whatever it says. Used by one thread. */
final class Tail {

    private static final int LINES = 20;
    private static final int BYTES_PER_LINE = 300;

    private final Deque<String> lines = new ArrayDeque<>();
    private final byte[] chunk = new byte[8192];
    private final byte[] line = new byte[BYTES_PER_LINE];
    private int length;

    /** Reads what is there, without waiting for more: a process left behind may hold the other end open for ever. */
    void readAvailable(InputStream stream) {
        try {
            while (stream.available() > 0) {
                int read = stream.read(chunk);
                for (int i = 0; i < read; i++) {
                    add(chunk[i]);
                }
            }
        } catch (IOException e) {
            end();
            add("(the rest of its output is lost: " + e.getMessage() + ")");
        }
    }

    /** What was read, with a last line that has no end. */
    List<String> lines() {
        end();
        return List.copyOf(lines);
    }

    private void add(byte b) {
        if (b == '\n') {
            end();
        } else if (length < line.length) {
            line[length++] = b;
        }
    }

    private void end() {
        if (length > 0) {
            add(new String(line, 0, length, UTF_8).stripTrailing());
            length = 0;
        }
    }

    private void add(String text) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(text);
    }
}
