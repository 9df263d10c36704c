package io.promshard.shard.membership;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds the view in force. One source writes, any thread reads; views and states are swapped whole.
 *
 * <p>Listeners are told under a lock that only writers and new subscribers take, so each sees every change once and in
 * order. Readers take none.
 */
public final class LiveMembership implements Membership {

    private final Clock clock;
    private final AtomicReference<MembershipView> view = new AtomicReference<>(MembershipView.NONE);
    private final AtomicReference<SourceState> state;
    private final List<MembershipListener> listeners = new CopyOnWriteArrayList<>();

    public LiveMembership(Clock clock) {
        this.clock = clock;
        this.state = new AtomicReference<>(new SourceState.Waiting(clock.instant()));
    }

    @Override
    public MembershipView view() {
        return view.get();
    }

    @Override
    public SourceState state() {
        return state.get();
    }

    @Override
    public synchronized Subscription subscribe(MembershipListener listener) {
        listeners.add(listener);
        listener.changed(view.get());
        return () -> listeners.remove(listener);
    }

    /**
     * The source has spoken. Listeners hear of it only if the members differ from those in force, and of the first word in any case:
     * "there is nobody" is news to who knew nothing.
     *
     * @return whether they did
     * @throws RuntimeException the first that a listener threw, after all were told
     */
    public synchronized boolean publish(MembershipView next) {
        if (!(state.get() instanceof SourceState.InSync)) {
            state.set(new SourceState.InSync(clock.instant()));
        }
        MembershipView previous = view.getAndSet(next);
        boolean first = previous.equals(MembershipView.NONE) && !next.equals(MembershipView.NONE);
        boolean changed = first || !previous.sameMembers(next);
        if (changed) {
            tell(next);
        }
        return changed;
    }

    /** One listener's failure is no reason to leave out the others. */
    private void tell(MembershipView next) {
        RuntimeException failure = null;
        for (MembershipListener listener : listeners) {
            try {
                listener.changed(next);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The source cannot be asked. The view stays; the moment of the loss is that of the first call in a row. */
    public synchronized void lost(String reason) {
        SourceState before = state.get();
        state.set(
                new SourceState.Lost(before instanceof SourceState.Lost lost ? lost.since() : clock.instant(), reason));
    }
}
