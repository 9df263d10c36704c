package io.promshard.query.wire;

import java.io.IOException;

/** Copies label sets and puts a label into each. One for each answer; not thread-safe. */
final class Insertion {
    private static final byte[] COMMA = {','};

    private final CopyCursor cursor;
    private final byte[] name;
    private final byte[] pair;
    private final boolean keepExisting;

    /** Whether nothing of this set is written yet. */
    private boolean first;

    /** Whether the set has the label, or is to have none. */
    private boolean placed;

    /** @param pair the label's text, empty if labels of the name are to be taken out */
    Insertion(CopyCursor cursor, byte[] name, byte[] pair, Existing existing) {
        this.cursor = cursor;
        this.name = name;
        this.pair = pair;
        this.keepExisting = existing == Existing.KEEP;
    }

    /** Copies the set that begins here. It has to be sorted by name, as servers print it. */
    void labelSet() throws IOException {
        first = true;
        placed = pair.length == 0;
        cursor.expect('{');
        boolean more = cursor.peek() != '}';
        while (more) {
            more = label();
        }
        if (!placed) {
            cursor.hold();
            place();
            cursor.release();
        }
        cursor.expect('}');
    }

    /** Copies a label with the comma before it, and tells whether another one follows. */
    private boolean label() throws IOException {
        cursor.hold();
        if (!first) {
            cursor.expect(',');
        }
        int order = cursor.compareString(name);
        if (order == 0) {
            return sameName();
        }
        if (order > 0 && !placed) {
            placeBefore();
        }
        return pass();
    }

    private boolean sameName() throws IOException {
        if (!placed && keepExisting) {
            placed = true;
            return pass();
        }
        if (!placed) {
            place();
        }
        cursor.drop();
        skipLabelRest();
        // With nothing written before it, its comma has to go too.
        boolean more = first ? cursor.accept(',') : cursor.peek() == ',';
        cursor.keep();
        return more;
    }

    private boolean pass() throws IOException {
        cursor.release();
        first = false;
        skipLabelRest();
        return cursor.peek() == ',';
    }

    private void skipLabelRest() throws IOException {
        cursor.skipKeyRest();
        cursor.skipString();
    }

    private void placeBefore() throws IOException {
        boolean leads = first;
        place();
        if (leads) {
            cursor.insert(COMMA);
        }
    }

    private void place() throws IOException {
        if (!first) {
            cursor.insert(COMMA);
        }
        cursor.insert(pair);
        first = false;
        placed = true;
    }
}
