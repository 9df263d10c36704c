package io.promshard.query.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies answers as they are, and makes sure that they are successes and whole. */
public final class CheckedCopy {
    private CheckedCopy() {}

    /** Copies one answer, on the terms of {@link LabelInserter#copy}. */
    public static void copy(InputStream in, OutputStream out, AnswerShape shape) throws IOException {
        CopyCursor cursor = new CopyCursor(in, out);
        new LabelWalk(cursor, shape, cursor::skipValue).answer();
        cursor.finish();
    }
}
