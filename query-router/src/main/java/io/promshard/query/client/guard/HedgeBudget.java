package io.promshard.query.client.guard;

/** How many second calls may be made beside first ones: a share of those, and a few at once. Thread-safe. */
final class HedgeBudget {

    /** After a long quiet time no more than so many come one after the other. */
    private static final double MOST = 10;

    private final double share;
    private double left;

    HedgeBudget(double share) {
        this.share = share;
    }

    /** A first call is made. */
    synchronized void earn() {
        left = Math.min(MOST, left + share);
    }

    /** Whether a second call may be made; then it is counted. */
    synchronized boolean spend() {
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
