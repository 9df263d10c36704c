package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.Expositions;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gateways that answer what they are told to. */
final class FakeGateways implements SnapshotSource {

    private final InstantSource clock;
    private final Map<String, Supplier<Expositions>> answers = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    FakeGateways(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on. */
    void answer(String gateway, Expositions exposition) {
        answer(gateway, () -> exposition);
    }

    void answer(String gateway, Supplier<Expositions> next) {
        answers.put(gateway + ":9091", next);
    }

    void fail(String gateway) {
        answers.remove(gateway + ":9091");
    }

    /** Until {@link #goOn}. */
    void hang(String gateway) {
        hanging.put(gateway + ":9091", new CountDownLatch(1));
    }

    void goOn(String gateway) {
        CountDownLatch latch = hanging.remove(gateway + ":9091");
        if (latch != null) {
            latch.countDown();
        }
    }

    /** How many reads were begun. */
    int reads() {
        return reads.get();
    }

    @Override
    public GatewaySnapshot read(Member gateway, @Nullable GatewaySnapshot earlier)
            throws IOException, InterruptedException {
        reads.incrementAndGet();
        CountDownLatch latch = hanging.get(gateway.id());
        if (latch != null) {
            latch.await();
        }
        Supplier<Expositions> answer = answers.get(gateway.id());
        if (answer == null) {
            throw new IOException(gateway.id() + " answered 500");
        }
        return Snapshots.of(gateway.id().replace(":9091", ""), clock.instant(), answer.get());
    }
}
