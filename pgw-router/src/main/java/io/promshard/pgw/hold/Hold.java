package io.promshard.pgw.hold;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Places at which nobody pushes for a while. It ends when it is released, or by itself: pushes never wait for somebody who died. Who acts
 * under it asks {@link #left} before each act. Thread-safe.
 */
public final class Hold {

    private final Set<Place> places;
    private final long end;
    private final LongSupplier nanos;
    private final CountDownLatch released = new CountDownLatch(1);

    Hold(Set<Place> places, long end, LongSupplier nanos) {
        this.places = Set.copyOf(places);
        this.end = end;
        this.nanos = nanos;
    }

    boolean has(Place place) {
        return places.contains(place);
    }

    boolean isOver() {
        return released.getCount() == 0 || left() <= 0;
    }

    /** Nanoseconds until it ends by itself; not positive once that is so. */
    public long left() {
        return end - nanos.getAsLong();
    }

    void release() {
        released.countDown();
    }

    void await() throws InterruptedException {
        boolean unused = released.await(Math.max(0, left()), TimeUnit.NANOSECONDS);
    }
}
