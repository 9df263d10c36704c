package io.promshard.target.reconcile;

import io.promshard.target.collector.CollectorStates;
import io.promshard.target.discovery.TargetDiscovery;
import io.promshard.target.leadership.Takeover;
import io.promshard.target.leadership.snapshot.GroupContent;
import io.promshard.target.publish.Version;
import io.promshard.target.report.Reports;
import io.promshard.target.spec.GroupSpec;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A group at work: what it sees, how it stands, what it publishes. One thread turns it; orders may come from any, and any may look.
 */
public final class GroupRuntime implements AutoCloseable {

    private final GroupSpec spec;
    private final GroupObserver observer;
    private final Cycle cycle;
    private final Publishing publishing;
    private final HoldingsMemo holdings;
    private final Defects defects;
    private volatile GroupState state;
    private volatile Orders orders;

    public GroupRuntime(
            GroupSpec spec, GroupObserver observer, Delivery delivery, Takeover takeover, Inheritance inherited) {
        this.spec = spec;
        this.observer = observer;
        this.cycle = new Cycle(spec, takeover);
        this.publishing = new Publishing(spec.name(), delivery);
        this.holdings = new HoldingsMemo(spec);
        this.defects = new Defects(spec.name());
        this.state = inherited.state();
        this.orders = inherited.orders();
    }

    public GroupSpec spec() {
        return spec;
    }

    public GroupState state() {
        return state;
    }

    public Orders orders() {
        return orders;
    }

    /** All that is seen now. */
    public Observation observe() {
        return observer.observe(orders);
    }

    public TargetDiscovery discovery() {
        return observer.discovery();
    }

    /** Takes an order; it counts from the next turn on, and only where this sharder decides. */
    public synchronized void order(UnaryOperator<Orders> change) {
        orders = change.apply(orders);
    }

    /** How many targets and series each collector holds now; may be some seconds old where there are many. */
    public Holdings holdings() {
        return holdings.of(state, observe());
    }

    /** What was published last; {@link Edition#exists} is false if nothing was since the start. */
    public Edition published() {
        return publishing.last();
    }

    /** How what is written rather than served is doing. */
    public DeliveryFigures deliveries() {
        return publishing.figures();
    }

    /** How many times a collector could not be asked since the group began. */
    public long failedReports() {
        return observer.poller().failures();
    }

    void start() {
        observer.start();
    }

    /** Does a part of a turn. What it throws although it must not is told, once if it is always the same. */
    void attempt(Consumer<GroupRuntime> part) {
        defects.attempt(() -> part.accept(this));
    }

    /** What a part of the last turn threw; empty if all went well. */
    public String defect() {
        return defects.last();
    }

    /** Decides, in that term. */
    void lead(long term) {
        defects.forget();
        state = cycle.next(state, observe(), term);
        observer.poll(state);
    }

    /** Does as was decided elsewhere, with the targets that are known here. */
    void follow() {
        defects.forget();
        state = cycle.follow(state, observe());
        observer.poll(state);
    }

    /** Learns what another decided. */
    void learn(long term, GroupContent content) {
        order(before -> Contents.orders(content));
        observer.poller().know(Contents.loads(content, observe().now()));
        state = Restored.learned(state, new Version(term, content.generation()), content);
    }

    /** Begins to decide where another left off. */
    void takeOver() {
        Observation seen = observe();
        state = Restored.takenOver(state, seen.reports(), seen.now());
    }

    /** Whether there are collectors, and all have been asked what they scrape. */
    boolean knowsReality() {
        Reports reports = observe().reports();
        CollectorStates states = state.states();
        return !states.all().isEmpty()
                && states.all().values().stream()
                        .filter(status -> status.state().scrapes())
                        .map(status -> status.collector().id())
                        .allMatch(id -> reports.latest().containsKey(id)
                                || reports.failures().containsKey(id));
    }

    /**
     * Delivers what has changed, and again what could not be delivered.
     *
     * @param leading whether to write where only the leader writes
     * @return whether there was something new
     */
    boolean publish(boolean leading) {
        return publishing.publish(state, leading);
    }

    Inheritance inheritance() {
        return new Inheritance(state, orders);
    }

    GroupContent content() {
        return Contents.of(spec.name(), state, orders, observe().loads());
    }

    @Override
    public void close() {
        observer.close();
        publishing.close();
    }

    /** What a group goes on with when its settings change. */
    public record Inheritance(GroupState state, Orders orders) {}
}
