package io.promshard.query.discovery;

import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.Membership.Subscription;
import io.promshard.shard.membership.MembershipView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has each member inspected when it appears and again at an interval, each by a thread of its own, so that one that hangs
 * delays nobody. A few dozen at once at the most.
 */
public final class FleetWatch implements AutoCloseable {

    private static final int AT_ONCE = 32;

    private final Membership membership;
    private final Inspector inspector;
    private final LiveTopology topology;
    private final Duration interval;
    private final ThreadFactory threads;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<String, InspectionLoop> loops = new HashMap<>();
    private @Nullable Subscription subscription;
    private boolean closed;

    public FleetWatch(
            Membership membership,
            Inspector inspector,
            LiveTopology topology,
            Duration interval,
            ThreadFactory threads) {
        this.membership = membership;
        this.inspector = inspector;
        this.topology = topology;
        this.interval = interval;
        this.threads = threads;
    }

    public void start() {
        Subscription made = membership.subscribe(this::changed);
        synchronized (this) {
            subscription = made;
        }
    }

    private synchronized void changed(MembershipView view) {
        if (closed) {
            return;
        }
        topology.members(view);
        Map<String, Member> wanted = new HashMap<>();
        view.members().forEach(member -> wanted.put(member.id(), member));
        loops.entrySet().removeIf(loop -> ended(loop.getValue(), wanted.get(loop.getKey())));
        wanted.forEach((id, member) -> loops.computeIfAbsent(
                id, absent -> new InspectionLoop(member, inspector, topology, interval, turns, threads)));
    }

    private static boolean ended(InspectionLoop loop, @Nullable Member wanted) {
        boolean unwanted = wanted == null || !loop.inspects(wanted);
        if (unwanted) {
            loop.close();
        }
        return unwanted;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.close();
        }
        loops.values().forEach(InspectionLoop::close);
        loops.clear();
    }
}
