package io.promshard.shard.health;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is suspect. Probers and requests report, any thread asks; a member nobody has reported on is well.
 *
 * <p>A change is told to the listeners by the thread that reported it, after the fact stands.
 */
public final class HealthTracker {

    private static final Logger log = LoggerFactory.getLogger(HealthTracker.class);

    private final Map<String, MemberHealth> members = new ConcurrentHashMap<>();
    private final List<HealthListener> listeners = new CopyOnWriteArrayList<>();

    public void subscribe(HealthListener listener) {
        listeners.add(listener);
    }

    public MemberHealth of(String memberId) {
        return members.getOrDefault(memberId, MemberHealth.WELL);
    }

    public boolean suspects(String memberId) {
        return of(memberId).suspect();
    }

    /** All that was reported on, sorted by id; a copy. */
    Map<String, MemberHealth> all() {
        return new TreeMap<>(members);
    }

    public void probed(String memberId, ProbeResult result, boolean doubted) {
        update(memberId, health -> health.after(result, doubted));
    }

    /** A request could not reach it: no probe is needed to believe that. */
    public void unreachable(String memberId, String reason) {
        update(memberId, health -> health.suspectedFor(reason));
    }

    /** Forgets all members but these. A suspect that is forgotten is well again, and listeners are told so. */
    public void retain(Set<String> memberIds) {
        Set<String> others = new HashSet<>(members.keySet());
        others.removeAll(memberIds);
        for (String memberId : others) {
            MemberHealth forgotten = members.remove(memberId);
            if (forgotten != null && forgotten.suspect()) {
                tell(memberId, MemberHealth.WELL);
            }
        }
    }

    private void update(String memberId, UnaryOperator<MemberHealth> change) {
        boolean[] turned = new boolean[1];
        MemberHealth after = members.compute(memberId, (id, known) -> {
            MemberHealth before = known == null ? MemberHealth.WELL : known;
            MemberHealth next = change.apply(before);
            turned[0] = next.suspect() != before.suspect();
            return next;
        });
        if (turned[0]) {
            tell(memberId, after);
        }
    }

    /** A listener's failure is no reason to leave out the others, nor to end the probe or the request that reported. */
    private void tell(String memberId, MemberHealth health) {
        for (HealthListener listener : listeners) {
            try {
                listener.changed(memberId, health);
            } catch (RuntimeException e) {
                log.error("a listener failed when told of {}, {}", memberId, health, e);
            }
        }
    }
}
