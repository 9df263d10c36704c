package io.promshard.pgw.forward;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has the pushes of one group reach its gateways one after the other, each when all copies of those before it have ended. Else a copy that is
 * late would have a later time than a newer push elsewhere, and count as the newest. Thread-safe.
 */
final class Order {

    private final Map<Long, CompletableFuture<Void>> last = new HashMap<>();

    /** Puts a push behind those of its group that came before. The ticket must be closed. */
    synchronized Ticket line(long group) {
        CompletableFuture<Void> before = last.getOrDefault(group, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> own = new CompletableFuture<>();
        last.put(group, own);
        return new Ticket(group, before, own);
    }

    /** In how many groups somebody is in line. */
    synchronized int size() {
        return last.size();
    }

    private void leave(Ticket ticket) {
        synchronized (this) {
            last.remove(ticket.group, ticket.own);
        }
        ticket.own.complete(null);
    }

    /** The place of one push in its line; any thread may wait for its turn. */
    final class Ticket implements AutoCloseable {

        private final long group;
        private final CompletableFuture<Void> before;
        private final CompletableFuture<Void> own;

        private Ticket(long group, CompletableFuture<Void> before, CompletableFuture<Void> own) {
            this.group = group;
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
