package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/** The way through an answer to its label sets. Whatever else is in it is passed over, be it named as it may. */
final class LabelWalk {
    private static final byte[] STATUS = "status".getBytes(US_ASCII);
    private static final byte[] SUCCESS = "success".getBytes(US_ASCII);
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] RESULT_TYPE = "resultType".getBytes(US_ASCII);
    private static final byte[] RESULT = "result".getBytes(US_ASCII);
    private static final byte[] METRIC = "metric".getBytes(US_ASCII);
    private static final byte[] SERIES_LABELS = "seriesLabels".getBytes(US_ASCII);

    private final CopyCursor cursor;
    private final AnswerShape shape;
    private final Part labelSet;

    /** @param labelSet reads the label set at the cursor */
    LabelWalk(CopyCursor cursor, AnswerShape shape, Part labelSet) {
        this.cursor = cursor;
        this.shape = shape;
        this.labelSet = labelSet;
    }

    /** Reads a part of the answer, from its first byte to behind its last. */
    @FunctionalInterface
    interface Part {
        void read() throws IOException;
    }

    /** Reads a whole answer. The status has to come first: it is the only thing to know an answer by before copying it. */
    void answer() throws IOException {
        cursor.expect('{');
        success();
        boolean missing = true;
        while (cursor.accept(',')) {
            if (cursor.key(DATA) && missing) {
                data();
                missing = false;
            } else {
                cursor.skipValue();
            }
        }
        if (missing) {
            throw new MalformedAnswer("the answer has no data");
        }
        end();
    }

    /** Holds the last bracket back until the stream has ended well: up to then nobody can take the copy for a whole one. */
    private void end() throws IOException {
        cursor.peek();
        cursor.hold();
        cursor.expect('}');
        cursor.expectEnd();
        cursor.release();
    }

    private void success() throws IOException {
        if (!cursor.key(STATUS) || cursor.compareString(SUCCESS) != 0) {
            throw new MalformedAnswer("expected a success");
        }
        cursor.skipStringRest();
    }

    private void data() throws IOException {
        switch (shape) {
            case QUERY -> member(RESULT, this::result);
            case VECTOR -> result(ResultType.VECTOR);
            case MATRIX -> result(ResultType.MATRIX);
            case SCALAR -> result(ResultType.SCALAR);
            case STRING -> result(ResultType.STRING);
            case SERIES -> list(labelSet);
            case EXEMPLARS -> list(() -> member(SERIES_LABELS, labelSet));
        }
    }

    /** The type comes first, as Prometheus sends it. */
    private void result(ResultType type) throws IOException {
        cursor.expect('{');
        if (!cursor.key(RESULT_TYPE) || cursor.compareString(type.text().getBytes(US_ASCII)) != 0) {
            throw new MalformedAnswer("not a " + type.text());
        }
        cursor.skipStringRest();
        cursor.expect(',');
        if (!cursor.key(RESULT)) {
            throw new MalformedAnswer("expected a result");
        }
        result();
        while (cursor.another('}')) {
            cursor.skipString();
            cursor.expect(':');
            cursor.skipValue();
        }
    }

    private void result() throws IOException {
        list(() -> {
            if (cursor.peek() == '{') {
                member(METRIC, labelSet);
            } else {
                cursor.skipValue();
            }
        });
    }

    private void list(Part element) throws IOException {
        if (cursor.peek() == 'n') {
            cursor.skipValue();
            return;
        }
        cursor.expect('[');
        for (boolean more = !cursor.accept(']'); more; more = cursor.another(']')) {
            element.read();
        }
    }

    /** Reads an object, with the part as reader of that member, which must not be missing. */
    private void member(byte[] name, Part part) throws IOException {
        cursor.expect('{');
        boolean missing = true;
        for (boolean more = !cursor.accept('}'); more; more = cursor.another('}')) {
            if (cursor.key(name)) {
                part.read();
                missing = false;
            } else {
                cursor.skipValue();
            }
        }
        if (missing) {
            throw new MalformedAnswer("an object of the answer lacks its labels or its result");
        }
    }
}
