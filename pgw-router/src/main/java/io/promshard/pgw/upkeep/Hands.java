package io.promshard.pgw.upkeep;

import io.promshard.pgw.hold.Hold;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import io.promshard.shard.loop.Sleeper;
import io.promshard.shard.membership.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Carries out actions under a hold: one gateway after the other gets its share on a thread of its own, one action at a time and at a pace.
 * What cannot be done in the hold's time is left.
 */
final class Hands {

    /** Longer than a gateway may take for one action. */
    static final Duration MARGIN = Duration.ofSeconds(3);

    private final GatewayStore store;
    private final UpkeepSettings settings;
    private final UpkeepListener listener;
    private final LongSupplier nanos;
    private final Sleeper sleeper;

    Hands(GatewayStore store, UpkeepSettings settings, UpkeepListener listener, LongSupplier nanos, Sleeper sleeper) {
        this.store = store;
        this.settings = settings;
        this.listener = listener;
        this.nanos = nanos;
        this.sleeper = sleeper;
    }

    /** Returns the moves whose group the target has taken. */
    Set<Move> move(List<Move> moves, Reading reading, Hold hold) throws InterruptedException {
        Set<Move> done = ConcurrentHashMap.newKeySet();
        forEachGateway(moves, settings.putsPerSecond(), hold, move -> {
            StoredGroup group = reading.group(move.from().gateway(), move.key());
            Member target = reading.gateways().get(move.target());
            if (group != null && target != null) {
                put(target, group, reading.group(move.target(), move.key()) == null);
                done.add(move);
            }
        });
        return done;
    }

    /** A gateway that refuses a push of a group that it does not have makes an empty one. */
    private void put(Member target, StoredGroup group, boolean isNew) throws StoreException, InterruptedException {
        try {
            store.put(target, group);
        } catch (StoreException e) {
            if (isNew) {
                store.delete(target, group.key());
            }
            throw e;
        }
    }

    /** Deletes copies. */
    void delete(List<Delete> deletes, Reading reading, Hold hold) throws InterruptedException {
        forEachGateway(deletes, settings.deletesPerSecond(), hold, delete -> {
            Member target = reading.gateways().get(delete.target());
            if (target != null) {
                store.delete(target, delete.key());
                listener.deleted(delete);
            }
        });
    }

    private <A extends Action> void forEachGateway(List<A> actions, int perSecond, Hold hold, Step<A> step)
            throws InterruptedException {
        Map<String, List<A>> byGateway = actions.stream().collect(Collectors.groupingBy(Action::target));
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byGateway
                    .values()
                    .forEach(share -> ends.add(threads.submit(() -> {
                        inTurn(share, new Pace(perSecond, nanos, sleeper), hold, step);
                        return null;
                    })));
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an action failed in a way that was not foreseen", e.getCause());
        }
    }

    private <A extends Action> void inTurn(List<A> share, Pace pace, Hold hold, Step<A> step)
            throws InterruptedException {
        for (A action : share) {
            if (hold.left() < MARGIN.toNanos()) {
                return;
            }
            pace.begin();
            try {
                step.take(action);
            } catch (StoreException e) {
                listener.failed(action, String.valueOf(e.getMessage()));
            }
            pace.end();
        }
    }

    /** What is done for each action. */
    private interface Step<A> {
        void take(A action) throws StoreException, InterruptedException;
    }
}
