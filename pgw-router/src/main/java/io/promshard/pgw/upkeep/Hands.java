package io.promshard.pgw.upkeep;

import io.promshard.pgw.hold.Hold;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import io.promshard.shard.loop.Sleeper;
import io.promshard.shard.membership.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Carries out actions under a hold, as {@link Shares} does. */
final class Hands {

    private final GatewayStore store;
    private final UpkeepSettings settings;
    private final UpkeepListener listener;
    private final Shares shares;

    Hands(GatewayStore store, UpkeepSettings settings, UpkeepListener listener, LongSupplier nanos, Sleeper sleeper) {
        this.store = store;
        this.settings = settings;
        this.listener = listener;
        this.shares = new Shares(nanos, sleeper);
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

    /** Deletes copies; returns those that the gateways took. */
    Set<Delete> delete(List<Delete> deletes, Reading reading, Hold hold) throws InterruptedException {
        Set<Delete> done = ConcurrentHashMap.newKeySet();
        forEachGateway(deletes, settings.deletesPerSecond(), hold, delete -> {
            Member target = reading.gateways().get(delete.target());
            if (target != null) {
                store.delete(target, delete.key());
                listener.deleted(delete);
                done.add(delete);
            }
        });
        return done;
    }

    private <A extends Action> void forEachGateway(List<A> actions, int perSecond, Hold hold, Step<A> step)
            throws InterruptedException {
        Map<String, List<A>> byGateway = actions.stream().collect(Collectors.groupingBy(Action::target));
        shares.work(byGateway, perSecond, hold, action -> {
            try {
                step.take(action);
            } catch (StoreException e) {
                listener.failed(action, String.valueOf(e.getMessage()));
            }
        });
    }

    /** What is done for each action. */
    private interface Step<A> {
        void take(A action) throws StoreException, InterruptedException;
    }
}
