package io.promshard.target.reconcile;

import io.promshard.target.leadership.Leadership;
import io.promshard.target.reconcile.Snapshots.Told;
import io.promshard.target.spec.GroupSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns all groups, again and again: observe, decide, act. One thread calls {@link #turn}; orders, news and settings may come from
 * any.
 */
public final class Reconciler implements AutoCloseable {

    /** Time alone changes things, too: graces end, hand-overs are due. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Collectors that do not say what they scrape are waited for so long at the begin of a leadership. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final Leadership leadership;
    private final Snapshots snapshots;
    private final Signal signal;
    private final Clock clock;
    private final RunningGroups groups;
    private final List<TurnListener> listeners = new CopyOnWriteArrayList<>();
    private final WantedGroups wanted;
    private OptionalLong term = OptionalLong.empty();
    private Instant leadsSince = Instant.MAX;
    private boolean tookOver;

    public Reconciler(Leadership leadership, Snapshots snapshots, RunningGroups groups, Signal signal, Clock clock) {
        this.leadership = leadership;
        this.snapshots = snapshots;
        this.groups = groups;
        this.signal = signal;
        this.clock = clock;
        this.wanted = new WantedGroups(clock);
    }

    /** Has that listener told of each turn from now on. */
    public void subscribe(TurnListener listener) {
        listeners.add(listener);
    }

    /** Has these groups from the next turn on. */
    public void configure(List<GroupSpec> specs) {
        wanted.tell(specs);
        signal.give();
    }

    /** Waits for news, or a second, and does what is to be done. */
    public void turn() throws InterruptedException {
        signal.await(PAUSE);
        Instant begun = clock.instant();
        turnOnce();
        Duration took = Duration.between(begun, clock.instant());
        listeners.forEach(listener -> listener.turned(took));
    }

    private void turnOnce() {
        wanted.configure(groups);
        notice(leadership.role().mandate());
        if (term.isPresent()) {
            lead(term.getAsLong());
        } else {
            follow();
        }
    }

    private void notice(OptionalLong now) {
        if (!now.equals(term)) {
            log.info("this sharder {}", now.isPresent() ? "decides, in term " + now.getAsLong() : "does not decide");
            term = now;
            leadsSince = clock.instant();
            tookOver = false;
        }
    }

    private void follow() {
        snapshots.heard().ifPresent(groups::learn);
        each(GroupRuntime::follow);
        each(group -> group.publish(false));
    }

    /** A defect of one group costs it the turn, and no other. */
    private void each(Consumer<GroupRuntime> part) {
        groups.all().forEach(group -> group.attempt(part));
    }

    private void lead(long mine) {
        if (!tookOver && !takeOver()) {
            each(GroupRuntime::follow);
            return;
        }
        each(group -> group.lead(mine));
        if (leadership.role().mandate().equals(OptionalLong.of(mine))) {
            act(mine);
        }
    }

    private void act(long mine) {
        List<GroupRuntime> changed = new ArrayList<>();
        each(group -> {
            if (group.publish(true)) {
                changed.add(group);
            }
        });
        if (!changed.isEmpty() || groups.ordersChanged() || snapshots.isBehind()) {
            snapshots.write(mine, groups.contents());
        }
    }

    /** Whether it is done. */
    private boolean takeOver() {
        boolean patient = clock.instant().isBefore(leadsSince.plus(PATIENCE));
        if (patient && !groups.all().stream().allMatch(GroupRuntime::knowsReality)) {
            return false;
        }
        Optional<Told> left = snapshots.left();
        left.ifPresent(told -> {
            groups.learn(told);
            each(GroupRuntime::takeOver);
            tookOver = true;
        });
        return tookOver;
    }

    @Override
    public void close() {
        groups.close();
    }
}
