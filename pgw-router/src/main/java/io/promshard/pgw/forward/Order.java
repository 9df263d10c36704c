package io.promshard.pgw.forward;

import io.promshard.pgw.hold.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has the pushes of one group reach its gateways one after the other, and each gateway in the same order: else two that come at once, or one
 * whose second copy is late, would leave different values behind. Thread-safe.
 */
final class Order {

    private final Map<Place, CompletableFuture<Void>> last = new HashMap<>();

    /** Puts a push behind those before it, at all places at one moment. Each ticket must be closed. */
    synchronized List<Ticket> line(List<Place> places) {
        List<Ticket> tickets = new ArrayList<>(places.size());
        for (Place place : places) {
            CompletableFuture<Void> before = last.getOrDefault(place, CompletableFuture.completedFuture(null));
            CompletableFuture<Void> own = new CompletableFuture<>();
            last.put(place, own);
            tickets.add(new Ticket(place, before, own));
        }
        return tickets;
    }

    /** How many places somebody is in line at. */
    synchronized int size() {
        return last.size();
    }

    private void leave(Ticket ticket) {
        synchronized (this) {
            last.remove(ticket.place, ticket.own);
        }
        ticket.own.complete(null);
    }

    /** A place in the line of one gateway. */
    final class Ticket implements AutoCloseable {

        private final Place place;
        private final CompletableFuture<Void> before;
        private final CompletableFuture<Void> own;

        private Ticket(Place place, CompletableFuture<Void> before, CompletableFuture<Void> own) {
            this.place = place;
            this.before = before;
            this.own = own;
        }

        /** Blocks until those before are through; false if that took too long, or the thread was interrupted. */
        boolean await(Duration limit) {
            try {
                before.get(limit.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody fails a place in the line", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Who follows goes when we, and all before us, are through. */
        @Override
        public void close() {
            var unused = before.thenRun(() -> leave(this));
        }
    }
}
