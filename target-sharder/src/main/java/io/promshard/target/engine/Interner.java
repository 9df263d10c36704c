package io.promshard.target.engine;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts as one string, without making a string to find that out: labels of many targets repeat most of their values. Used
 * by one thread.
 */
final class Interner {

    private @Nullable String[] table = new @Nullable String[1 << 10];
    private int size;

    String of(String text) {
        return of(text.toCharArray(), 0, text.length());
    }

    String of(char[] text, int from, int length) {
        int slot = slot(text, from, length);
        String known = table[slot];
        if (known != null) {
            return known;
        }
        String kept = new String(text, from, length);
        table[slot] = kept;
        if (2 * ++size > table.length) {
            grow();
        }
        return kept;
    }

    /** Where it is, or where it would be. */
    private int slot(char[] text, int from, int length) {
        int mask = table.length - 1;
        int slot = spread(hash(text, from, length)) & mask;
        for (String here = table[slot]; here != null && !same(here, text, from, length); here = table[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable String[] old = table;
        table = new @Nullable String[2 * old.length];
        int mask = table.length - 1;
        for (String text : old) {
            if (text != null) {
                int slot = spread(text.hashCode()) & mask;
                while (table[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = text;
            }
        }
    }

    /** As {@link String#hashCode}. */
    private static int hash(char[] text, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash;
    }

    /** Names that differ in their last digits have hashes side by side, which a table without chains bears badly. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    private static boolean same(String known, char[] text, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
