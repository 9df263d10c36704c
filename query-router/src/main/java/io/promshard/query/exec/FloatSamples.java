package io.promshard.query.exec;

import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Grid;
import java.nio.charset.StandardCharsets;

/**
 * Reads the floats of a series as Prometheus writes them, without blanks: {@code ,"values":[[1735689600.5,"1.5"],…]}} or
 * {@code ,"value":[1735689600.5,"1.5"]}}. Used by one thread.
 */
final class FloatSamples {

    private static final byte[] MATRIX = ",\"values\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VECTOR = ",\"value\":".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 15;

    private final byte[] bytes;
    private final Grid grid;
    private int at;

    private FloatSamples(byte[] bytes, Grid grid) {
        this.bytes = bytes;
        this.grid = grid;
    }

    /**
     * Reads them into a column.
     *
     * @param rest of a series, behind its labels
     * @return whether that was all, and as expected; if not, the column may have some of it
     */
    static boolean read(byte[] rest, Grid grid, ColumnBuilder column) {
        FloatSamples samples = new FloatSamples(rest, grid);
        if (samples.skip(MATRIX)) {
            return samples.all(column) && samples.skip(']') && samples.isEnd();
        }
        return samples.skip(VECTOR) && samples.one(column) && samples.isEnd();
    }

    private boolean all(ColumnBuilder column) {
        do {
            if (!one(column)) {
                return false;
            }
        } while (skip(','));
        return true;
    }

    private boolean one(ColumnBuilder column) {
        if (!skip('[')) {
            return false;
        }
        int step = step();
        if (step < 0 || !skip(',') || !skip('"')) {
            return false;
        }
        int from = at;
        while (at < bytes.length && bytes[at] != '"') {
            at++;
        }
        if (at == from || at == bytes.length) {
            return false;
        }
        column.set(step, FloatText.parse(bytes, from, at));
        return skip('"') && skip(']');
    }

    /** That of the time which is next; -1 if it is none of the grid's. */
    private int step() {
        int from = at;
        long millis = 0;
        int decimals = -1;
        for (; at < bytes.length && at - from <= MOST_DIGITS; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                millis = 10 * millis + digit;
                decimals += decimals < 0 ? 0 : 1;
            } else if (bytes[at] == '.' && decimals < 0) {
                decimals = 0;
            } else {
                break;
            }
        }
        if (decimals > 3 || at == from || at - from > MOST_DIGITS) {
            return -1;
        }
        for (int i = Math.max(0, decimals); i < 3; i++) {
            millis *= 10;
        }
        return step(millis);
    }

    private int step(long millis) {
        if (grid.steps() == 1) {
            return 0;
        }
        long step = (millis - grid.startMillis()) / grid.stepMillis();
        return step >= 0 && step < grid.steps() && grid.at((int) step) == millis ? (int) step : -1;
    }

    private boolean skip(char expected) {
        if (at < bytes.length && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean skip(byte[] expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[i] != expected[i]) {
                return false;
            }
        }
        at = expected.length;
        return true;
    }

    private boolean isEnd() {
        return skip('}') && at == bytes.length;
    }
}
