package io.promshard.pgw.merge;

import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One gateway's last snapshot, and the read of it that is under way, of which there is one at the most. Thread-safe. */
final class GatewaySlot {

    private static final Logger log = LoggerFactory.getLogger(GatewaySlot.class);

    private final SnapshotSource source;
    private final Executor executor;
    private final Instant since;
    private Member gateway;
    private @Nullable Instant leftAt;
    private @Nullable CompletableFuture<GatewaySnapshot> reading;
    private @Nullable GatewaySnapshot last;
    private @Nullable String failure;

    GatewaySlot(Member gateway, SnapshotSource source, Executor executor, Instant since) {
        this.gateway = gateway;
        this.source = source;
        this.executor = executor;
        this.since = since;
    }

    /** Since when the gateway is known. */
    Instant since() {
        return since;
    }

    synchronized Member gateway() {
        return gateway;
    }

    synchronized void update(Member newGateway) {
        gateway = newGateway;
    }

    /** Notes whether the gateway is on the ring. */
    synchronized void seen(boolean member, Instant now) {
        leftAt = member ? null : leftAt == null ? now : leftAt;
    }

    synchronized boolean hasLeft() {
        return leftAt != null;
    }

    /** Whether it left the ring at that time or before. */
    synchronized boolean leftBefore(Instant time) {
        return leftAt != null && !leftAt.isAfter(time);
    }

    /** The last snapshot; null before the first. */
    synchronized @Nullable GatewaySnapshot last() {
        return last;
    }

    /** Why the last read failed; null if it did not, or none has ended. */
    synchronized @Nullable String failure() {
        return failure;
    }

    synchronized boolean isReading() {
        return reading != null;
    }

    /** The read that is under way, or else a new one. It goes on though nobody may wait for it. */
    synchronized CompletableFuture<GatewaySnapshot> read() {
        if (reading != null) {
            return reading;
        }
        CompletableFuture<GatewaySnapshot> promise = new CompletableFuture<>();
        Member asked = gateway;
        @Nullable GatewaySnapshot earlier = last;
        reading = promise;
        executor.execute(() -> read(asked, earlier, promise));
        return promise;
    }

    private void read(Member asked, @Nullable GatewaySnapshot earlier, CompletableFuture<GatewaySnapshot> promise) {
        try {
            GatewaySnapshot snapshot = source.read(asked, earlier);
            ended(snapshot, null);
            promise.complete(snapshot);
        } catch (IOException e) {
            ended(null, e.getMessage());
            promise.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended(null, asked.id() + " was not read to the end");
            promise.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            log.error("reading {} has a defect", asked.id(), e);
            ended(null, "reading " + asked.id() + " has a defect: " + e);
            promise.completeExceptionally(e);
        }
    }

    private synchronized void ended(@Nullable GatewaySnapshot snapshot, @Nullable String newFailure) {
        reading = null;
        failure = newFailure;
        last = snapshot == null ? last : snapshot;
    }
}
