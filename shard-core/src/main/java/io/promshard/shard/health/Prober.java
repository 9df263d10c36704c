package io.promshard.shard.health;

import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

/**
 * Probes every member at an interval, and at once where a request doubts one. One thread a member, so that a member that hangs
 * delays nobody's probe but its own.
 */
public final class Prober implements AutoCloseable {

    private final Probe probe;
    private final HealthTracker tracker;
    private final Duration interval;
    private final ThreadFactory threads;
    private final Map<String, ProbeLoop> loops = new ConcurrentHashMap<>();
    private boolean closed;

    public Prober(Probe probe, HealthTracker tracker, Duration interval, ThreadFactory threads) {
        this.probe = probe;
        this.tracker = tracker;
        this.interval = interval;
        this.threads = threads;
    }

    /**
     * From now on probes these members and no others; once closed, none. Call it for each view of the membership. A member that is
     * new, or is now at another address, starts as well, whatever was seen of it before.
     */
    public synchronized void watch(MembershipView view) {
        if (closed) {
            return;
        }
        Map<String, Member> wanted = view.members().stream().collect(Collectors.toMap(Member::id, member -> member));
        loops.forEach((id, loop) -> {
            Member member = wanted.get(id);
            if (member == null || !loop.probes(member)) {
                loops.remove(id, loop);
                loop.close();
            }
        });
        tracker.retain(loops.keySet());
        wanted.forEach((id, member) ->
                loops.computeIfAbsent(id, absent -> new ProbeLoop(member, probe, tracker, interval, threads)));
    }

    /**
     * Waits until each member that is watched now has been probed once.
     *
     * @return whether that was so within the timeout
     */
    public boolean awaitFirstProbes(Duration timeout) throws InterruptedException {
        long begin = System.nanoTime();
        boolean probed = true;
        for (ProbeLoop loop : List.copyOf(loops.values())) {
            probed &= loop.awaitFirst(timeout.minusNanos(System.nanoTime() - begin));
        }
        return probed;
    }

    /** A request to this member waits too long: probe it now, and take one failure as proof. */
    public void doubt(String memberId) {
        ProbeLoop loop = loops.get(memberId);
        if (loop != null) {
            loop.doubt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        loops.values().forEach(ProbeLoop::close);
        loops.clear();
    }
}
