package io.promshard.pgw.reconcile;

import java.util.Set;

/**
 * What a copy of a group holds, as far as one is to be told from another.
 *
 * @param hash of all of it: copies of one content have the same
 * @param families their names
 */
public record Content(long hash, Set<String> families) {

    /** Of a copy that needs no comparing, since there is one of each group. */
    public static final Content UNSEEN = new Content(0, Set.of());

    public Content {
        families = Set.copyOf(families);
    }

    /** Whether the other has a family that this one has not. */
    boolean lacks(Content other) {
        return !families.containsAll(other.families);
    }
}
