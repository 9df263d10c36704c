package io.promshard.query.wire;

/**
 * Counts the series and samples of an answer to a query while its bytes go by, however they are cut. What is no such answer has none.
 *
 * <pre>
 * {"status":"success","data":{"resultType":"matrix","result":[{"metric":{…},"values":[[4,"1"],[5,"2"]]}]}}
 *  1                         2                              3 4                     5 6
 * </pre>
 */
public final class AnswerTally {

    private static final int RESULT = 3;
    private static final int SERIES = 4;
    private static final int VALUES = 5;
    private static final int VALUE = 6;

    private final boolean[] arrays = new boolean[VALUE + 1];
    private int depth;
    private boolean quoted;
    private boolean escaped;
    private boolean opened;
    private long series;
    private long samples;

    /** The next bytes. */
    public void take(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            take(bytes[i]);
        }
    }

    /** The next byte. */
    public void take(int next) {
        if (quoted) {
            quoted = escaped || next != '"';
            escaped = !escaped && next == '\\';
        } else if (next > ' ') {
            visit(next);
        }
    }

    private void visit(int next) {
        if (opened) {
            opened = false;
            samples += startsSample(next) ? 1 : 0;
        }
        switch (next) {
            case '"' -> quoted = true;
            case '{', '[' -> open(next == '[');
            case '}', ']' -> depth--;
            default -> {}
        }
    }

    private void open(boolean array) {
        depth++;
        opened = array;
        if (depth >= 0 && depth <= VALUE) {
            arrays[depth] = array;
        }
        if (depth == SERIES && !array && isInResult()) {
            series++;
        } else if (depth == VALUE && array && isInResult() && arrays[VALUES]) {
            samples++;
        }
    }

    /** The one of a scalar, or of a series at one time: the arrays of others begin with an array. */
    private boolean startsSample(int first) {
        boolean one = first != '[' && first != '{' && first != ']';
        return one && isInResult() && (depth == RESULT || depth == VALUES);
    }

    private boolean isInResult() {
        return !arrays[1] && !arrays[2] && arrays[RESULT];
    }

    /** So far. */
    public long series() {
        return series;
    }

    /** Of all series so far, native histograms among them. */
    public long samples() {
        return samples;
    }
}
