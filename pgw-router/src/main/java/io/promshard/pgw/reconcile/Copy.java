package io.promshard.pgw.reconcile;

import java.util.Comparator;

/**
 * One group as one gateway stores it.
 *
 * <p>Copies of a group have an order that is the same for everybody who sees them: by the time of the push, then by the time at which
 * the gateway got it, so that a moved copy is newer than the one that it was made from, then by gateway. The greatest is never deleted
 * in favour of another, whatever view of the ring one has; so two that decide at once cannot delete all copies between them.
 *
 * @param gateway its id
 * @param pushedAt when a client pushed it last, in seconds since 1970; of a moved copy, when its original was pushed; 0 if no push ever
 *     succeeded
 * @param stamp the gateway's own {@code push_time_seconds}: it changes with each push, so it tells one state of the copy from another
 * @param content what it holds
 */
public record Copy(String gateway, double pushedAt, double stamp, Content content) implements Comparable<Copy> {

    private static final Comparator<Copy> BY_AGE = Comparator.comparingDouble(Copy::pushedAt)
            .thenComparingDouble(Copy::stamp)
            .thenComparing(Copy::gateway);

    @Override
    public int compareTo(Copy other) {
        return BY_AGE.compare(this, other);
    }

    boolean isNewerThan(Copy other) {
        return compareTo(other) > 0;
    }

    /** Whether a client may still be at it: none pushed for a while. */
    boolean isQuiet(double now, double quietAfter) {
        return now - Math.max(pushedAt, stamp) >= quietAfter;
    }
}
