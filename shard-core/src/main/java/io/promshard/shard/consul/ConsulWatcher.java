package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.SourceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link LiveMembership} at what Consul says of a service, by blocking queries.
 *
 * <p>A query that returns because something changed only wakes the watch: it lets a fifth of a second pass and reads
 * then, so that servers registered together appear together. While Consul cannot be asked the view stays and the
 * membership is lost, with the reason; each attempt then asks for an answer at once.
 *
 * <p>One thread, {@code consul-watch-<service>}, does all of it and calls the listeners.
 *
 * @see <a href="https://developer.hashicorp.com/consul/api-docs/features/blocking">Consul: blocking queries</a>
 */
public final class ConsulWatcher implements AutoCloseable {

    /** Long enough for a registrar's burst, short enough that a change is seen within a second. */
    private static final Duration SETTLE = Duration.ofMillis(200);

    /** The rate limit: no two queries are closer, whatever Consul answers. */
    private static final Duration PACE = Duration.ofMillis(100);

    /** A registrar is back after 600 ms at the most, and a change made meanwhile is to be seen within 2 s. */
    private static final Duration RETURN_SETTLE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(ConsulWatcher.class);

    private final ConsulApi api;
    private final ServiceQuery query;
    private final LiveMembership membership;
    private final Surroundings surroundings;
    private final ReadRights rights;
    private final Patience patience;
    private final WatchFigures figures = new WatchFigures();
    private final Loop loop;
    private List<String> leftOut = List.of();
    private long index;

    public ConsulWatcher(ConsulApi api, ServiceQuery query, LiveMembership membership, Surroundings surroundings) {
        this.api = api;
        this.query = query;
        this.membership = membership;
        this.surroundings = surroundings;
        this.rights = new ReadRights(api, query);
        this.patience = new Patience(api, surroundings);
        this.loop = new Loop("consul-watch-" + query.service(), surroundings);
    }

    /** Begins to watch, once. */
    public void start() {
        loop.start(this::watch, this::lost);
    }

    public WatchFigures figures() {
        return figures;
    }

    /** Ends a query that is under way and the thread with it; the membership stays as it is. */
    @Override
    public void close() {
        loop.close();
    }

    private void watch() throws InterruptedException {
        try {
            HealthEntries entries = entries(wake());
            take(membership.state() instanceof SourceState.Lost lost ? afterReturn(lost) : entries);
            patience.succeeded();
            surroundings.sleeper().sleep(PACE);
        } catch (ConsulException e) {
            lost(String.valueOf(e.getMessage()));
            patience.failed();
        }
    }

    private ConsulReply wake() throws ConsulException, InterruptedException {
        ConsulReply answer = ask(index);
        if (index == 0 || answer.waitIndex() == index) {
            return answer;
        }
        surroundings.sleeper().sleep(SETTLE);
        return ask(0);
    }

    /**
     * A Consul that has forgotten all is told again by its registrars, who look for it as often as we do. To follow what it says
     * before that would move keys and move them back.
     */
    private HealthEntries afterReturn(SourceState.Lost lost) throws ConsulException, InterruptedException {
        log.info("{}: Consul answers again, lost since {}", query.service(), lost.since());
        membership.publish(membership.view());
        surroundings.sleeper().sleep(RETURN_SETTLE);
        return entries(ask(0));
    }

    private ConsulReply ask(long from) throws ConsulException, InterruptedException {
        figures.queries.increment();
        return api.get(query.path(from, api.settings()), ServiceQuery.timeout(from, api.settings()));
    }

    /** A token that may not read gets an empty list, which must not pass for "nobody". */
    private HealthEntries entries(ConsulReply answer) throws ConsulException, InterruptedException {
        HealthEntries entries = HealthEntries.parse(answer.text(), answer.waitIndex());
        if (answer.filtered() && entries.isEmpty()) {
            throw new Refused("the ACL token may not read " + query.service() + ": Consul left out what there is");
        }
        if (entries.isEmpty()) {
            rights.require();
        }
        return entries;
    }

    private void take(HealthEntries entries) {
        long next = entries.view().index();
        if (next < index) {
            figures.indexResets.increment();
        }
        // An index that goes back means another Consul, or one restored: what it counted from before says nothing.
        index = next < index ? 0 : next;
        figures.lastContact = Optional.of(surroundings.clock().instant());
        report(entries.leftOut());
        publish(entries);
    }

    private void report(List<String> nowLeftOut) {
        nowLeftOut.stream()
                .filter(entry -> !leftOut.contains(entry))
                .forEach(entry -> log.warn("{}: left out {}", query.service(), entry));
        leftOut = nowLeftOut;
        figures.leftOut = nowLeftOut.size();
    }

    private void publish(HealthEntries entries) {
        try {
            membership.publish(entries.view());
        } catch (RuntimeException e) {
            log.error("{}: a listener failed on {}", query.service(), entries.view(), e);
        }
    }

    private void lost(String reason) {
        figures.failures.increment();
        index = 0;
        if (!(membership.state() instanceof SourceState.Lost lost)
                || !lost.reason().equals(reason)) {
            log.warn("{}: Consul cannot be asked, the last view stays: {}", query.service(), reason);
        }
        membership.lost(reason);
    }
}
