package io.promshard.pgw.upkeep;

import io.promshard.pgw.hold.Hold;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Action.Complete;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import io.promshard.pgw.reconcile.Action.Transfer;
import io.promshard.shard.membership.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Carries out actions under a hold, as {@link Shares} does. */
final class Hands {

    private final GatewayStore store;
    private final UpkeepSettings settings;
    private final Refusals refusals;
    private final UpkeepListener listener;
    private final Shares shares;

    Hands(UpkeepParts parts, Refusals refusals) {
        this.store = parts.store();
        this.settings = parts.settings();
        this.refusals = refusals;
        this.listener = parts.listener();
        this.shares = new Shares(parts.nanos(), parts.surroundings().sleeper());
    }

    /** Returns those whose target has taken what it was given. */
    Set<Transfer> transfer(List<Transfer> transfers, Reading reading, Hold hold) throws InterruptedException {
        Set<Transfer> done = ConcurrentHashMap.newKeySet();
        forEachGateway(transfers, settings.putsPerSecond(), hold, transfer -> {
            StoredGroup group = reading.group(transfer.from().gateway(), transfer.key());
            Member target = reading.gateways().get(transfer.target());
            if (group != null && target != null && give(transfer, group, target, reading)) {
                done.add(transfer);
            }
        });
        return done;
    }

    private boolean give(Transfer transfer, StoredGroup group, Member target, Reading reading)
            throws StoreException, InterruptedException {
        StoredGroup there = reading.group(transfer.target(), transfer.key());
        return switch (transfer) {
            case Move move -> {
                put(target, group, there == null);
                yield true;
            }
            case Complete complete -> {
                if (there != null) {
                    store.add(target, group, there.families());
                }
                yield there != null;
            }
        };
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
                if (e.isRefusal() && action instanceof Transfer transfer) {
                    refusals.refused(transfer);
                }
            }
        });
    }

    /** What is done for each action. */
    private interface Step<A> {
        void take(A action) throws StoreException, InterruptedException;
    }
}
