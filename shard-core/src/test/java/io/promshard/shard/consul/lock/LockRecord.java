package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.lock.LockState.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who held a lock when, as the candidates themselves were told. */
final class LockRecord {

    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Map<String, LockState> states = new ConcurrentHashMap<>();

    /** A change of one candidate's state. */
    record Change(String id, LockState state, long nanos) {}

    LockListener of(String id) {
        return state -> {
            states.put(id, state);
            changes.add(new Change(id, state, System.nanoTime()));
        };
    }

    Optional<LockState> state(String id) {
        return Optional.ofNullable(states.get(id));
    }

    List<String> holders() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Held)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Optional<String> holder() {
        return holders().stream().findFirst();
    }

    /** Since that moment, the first one other than that. */
    Optional<Change> successorOf(String id, long since) {
        return changes.stream()
                .filter(change -> change.nanos() >= since
                        && change.state() instanceof Held
                        && !change.id().equals(id))
                .findFirst();
    }

    /** Terms in the order in which they were begun. */
    List<Long> terms() {
        List<Long> terms = new ArrayList<>();
        changes.forEach(change -> {
            if (change.state() instanceof Held held) {
                terms.add(held.term());
            }
        });
        return terms;
    }

    /** Moments at which two were told that they hold it. */
    List<String> overlaps() {
        List<String> overlaps = new ArrayList<>();
        Map<String, Held> holding = new HashMap<>();
        for (Change change : changes) {
            holding.remove(change.id());
            if (change.state() instanceof Held held) {
                holding.put(change.id(), held);
            }
            if (holding.size() > 1) {
                overlaps.add(holding.toString());
            }
        }
        return overlaps;
    }
}
