package io.promshard.pgw.web;

import java.util.concurrent.Semaphore;

/** How many may read at once; the others are refused at once, as a Pushgateway refuses scrapes. Thread-safe. */
public final class ReadLimit {

    private final Semaphore places;
    private final int most;

    public ReadLimit(int most) {
        this.places = new Semaphore(most);
        this.most = most;
    }

    /** Takes a place, if there is one; it must be left again. */
    boolean tryEnter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** What those are told who find no place. */
    String complaint() {
        return "Limit of concurrent requests reached (" + most + "), try again later.";
    }
}
