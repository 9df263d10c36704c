package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Copies answers and puts a label into each label set in them, in its place among the names: {@code {"job":"x"}} becomes
 * {@code {"cluster":"a","job":"x"}}, as a server that stores the label prints it.
 *
 * <p>Immutable and thread-safe. A copy takes some 70 KiB at most, however long the answer or a label is.
 */
public final class LabelInserter {
    private final byte[] name;
    private final byte[] pair;
    private final AnswerShape shape;
    private final Existing existing;

    /** For {@code query} and {@code query_range}; a label of that name gives way. */
    public LabelInserter(String name, String value) {
        this(name, value, AnswerShape.QUERY, Existing.REPLACE);
    }

    /** Takes labels of that name out if the value is empty, since an empty label is none. */
    public LabelInserter(String name, String value, AnswerShape shape, Existing existing) {
        this.name = name.getBytes(UTF_8);
        this.pair = value.isEmpty() ? new byte[0] : JsonText.pair(this.name, value.getBytes(UTF_8));
        this.shape = shape;
        this.existing = existing;
    }

    /**
     * Copies one answer, from its first byte to the end of the stream. Unchanged pass
     * warnings, statistics, scalars and strings. Neither stream is closed or flushed; what was read has been written before
     * the next read.
     *
     * @throws MalformedAnswer if the answer is none, is an error, or is cut off. Nothing is written if its first bytes tell; else a part
     *     of it is, and the caller must break off its own answer so that nobody takes it for a whole one.
     */
    public void copy(InputStream in, OutputStream out) throws IOException {
        CopyCursor cursor = new CopyCursor(in, out);
        Insertion insertion = new Insertion(cursor, name, pair, existing);
        new LabelWalk(cursor, shape, insertion::labelSet).answer();
        cursor.finish();
    }
}
