package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.MovedCopy;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Mode;
import io.promshard.pgw.reconcile.Plan;
import io.promshard.pgw.reconcile.Rules;
import io.promshard.pgw.reconcile.Verdict.State;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.routing.RingView;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again at what gateways store and brings it in order. It remembers nothing from one round to the next but what costs time
 * to find out again, so it may be stopped, restarted, or run twice.
 *
 * <p>One thread, {@code reconcile}, makes the rounds; any thread may wake it.
 */
public final class Reconciler implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LEAST_REST = Duration.ofMillis(500);
    private static final int TIDY_EVERY = 20;

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final UpkeepParts parts;
    private final Lives lives;
    private final Rules rules;
    private final Observer observer;
    private final HeldWork work;
    private final Refusals refusals;
    private final Loop loop;
    private final Semaphore wakes = new Semaphore(0);
    private Duration pause = Duration.ZERO;
    private long rested;
    private String told = "";
    private int rounds;

    public Reconciler(UpkeepParts parts, HealthTracker health, Lives lives) {
        UpkeepSettings settings = parts.settings();
        this.parts = parts;
        this.lives = lives;
        this.rules = rules(settings);
        this.observer = new Observer(
                parts.store(),
                parts.views(),
                new Fleet(health, lives),
                parts.ledger(),
                lives::isClockRight,
                settings.replicas(),
                settings.ttl(),
                parts.surroundings().clock());
        this.refusals = new Refusals(parts.surroundings().clock());
        this.work = new HeldWork(parts, observer, rules, new Hands(parts, refusals), refusals);
        this.loop = new Loop("reconcile", parts.surroundings());
    }

    private static Rules rules(UpkeepSettings settings) {
        return new Rules(
                settings.mode(),
                seconds(settings.quietAfter()),
                seconds(settings.clockTolerance()),
                settings.replicas() > 1 ? seconds(settings.sameWithin()) : 0);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    /** Begins, unless it is off. */
    public void start() {
        if (parts.settings().mode() != Mode.OFF) {
            loop.start(this::turn, reason -> parts.listener().skipped("defect"));
        }
    }

    /** Something has happened that a round should see. */
    public void wake() {
        wakes.release();
    }

    @Override
    public void close() {
        loop.close();
    }

    private void turn() throws InterruptedException {
        boolean unused = wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        rest();
        wakes.drainPermits();
        pause = parts.settings().interval();
        String hindrance = hindrance();
        if (hindrance.isEmpty()) {
            round();
        } else {
            parts.listener().skipped(hindrance);
        }
    }

    /** However often it is woken, gateways are left alone for four times as long as it takes to look at them. */
    private void rest() throws InterruptedException {
        long left = rested - parts.nanos().getAsLong();
        if (left > 0) {
            parts.surroundings().sleeper().sleep(Duration.ofNanos(left));
        }
    }

    /** Why there is nothing to be done now, as a metric's label; empty if there is. */
    private String hindrance() {
        if (!parts.leads().getAsBoolean()) {
            return "not_leader";
        }
        RingView view = parts.views().current();
        if (!view.known()) {
            return "no_gateways";
        }
        return view.inDoubt() ? "in_doubt" : "";
    }

    private void round() throws InterruptedException {
        long started = parts.nanos().getAsLong();
        try {
            parts.shared().clear();
            Observation seen = observer.observe();
            long now = parts.nanos().getAsLong();
            rested = now + Math.max(LEAST_REST.toNanos(), 4 * (now - started));
            Plan plan = seen.plan(rules);
            tell(plan, seen);
            if (parts.settings().acts()) {
                plan = act(plan, seen);
            }
            tidy(seen);
            pause = plan.count(State.ACTS) + plan.count(State.ACTIVE) > 0
                    ? min(SOON, parts.settings().interval())
                    : parts.settings().interval();
            parts.listener()
                    .looked(
                            plan,
                            seen.unclear(),
                            seen.reading().unread().size(),
                            parts.nanos().getAsLong() - started);
        } catch (BoardException e) {
            log.warn("nothing is moved or deleted, since others cannot be told: {}", e.getMessage());
            parts.listener().skipped("board");
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Batch after batch. What the last look showed is what gateways in quarantine are judged by. */
    private Plan act(Plan plan, Observation seen) throws BoardException, InterruptedException {
        Plan next = plan;
        Observation last = seen;
        lives.looked(last.reading(), next, last.now());
        while (parts.leads().getAsBoolean()) {
            List<Action> batch = batch(next);
            if (batch.isEmpty()) {
                break;
            }
            work.carryOut(batch, last);
            int before = next.actions().size();
            last = observer.observe();
            next = last.plan(rules);
            lives.looked(last.reading(), next, last.now());
            if (next.actions().size() >= before) {
                break;
            }
        }
        return next;
    }

    private List<Action> batch(Plan plan) {
        return plan.actions().stream()
                .filter(refusals::allow)
                .limit(parts.settings().batch())
                .toList();
    }

    private void tidy(Observation seen) throws BoardException, InterruptedException {
        if (rounds++ % TIDY_EVERY == 0 && seen.reading().unread().isEmpty()) {
            Set<MovedCopy> present = new HashSet<>();
            seen.reading().stored().values().stream()
                    .flatMap(groups -> groups.values().stream())
                    .forEach(group -> present.add(new MovedCopy(GroupId.of(group.key()), group.pushTime())));
            parts.ledger().tidy(present);
        }
    }

    /** A line for each change of what there is to do, none a round. */
    private void tell(Plan plan, Observation seen) {
        int expired = plan.expired().size();
        String state = "%d copies to be made, %d deletions%s%s; %d groups on too many gateways, states %s%s%s"
                .formatted(
                        count(plan.actions(), Action.Transfer.class),
                        count(plan.actions(), Action.Delete.class),
                        expired > 0 ? ", those of " + expired + " groups that outlived their ttl included" : "",
                        parts.settings().dryRun() ? " (not done: dry run)" : "",
                        plan.duplicated(),
                        plan.states(),
                        seen.unclear() > 0 ? ", " + seen.unclear() + " groups unclear" : "",
                        seen.reading().unread().isEmpty()
                                ? ""
                                : ", unread: " + seen.reading().unread());
        String kind = plan.actions().isEmpty() ? "" : state;
        if (!plan.actions().isEmpty() && !kind.equals(told)) {
            log.info("to be done: {}", state);
        } else if (!seen.reading().unread().isEmpty() && !state.equals(told)) {
            log.warn("gateways cannot be read: {}", seen.reading().unread());
            kind = state;
        }
        told = kind;
    }

    private static long count(Collection<Action> actions, Class<? extends Action> kind) {
        return actions.stream().filter(kind::isInstance).count();
    }
}
