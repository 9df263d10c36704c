package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Plan;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts, and remembers what failed. */
final class Counting implements UpkeepListener {

    final AtomicInteger rounds = new AtomicInteger();
    final AtomicInteger moves = new AtomicInteger();
    final AtomicInteger deletes = new AtomicInteger();
    final Queue<String> deletedGroups = new ConcurrentLinkedQueue<>();
    final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Override
    public void looked(Plan plan, int unclear, int unread, long nanos) {
        rounds.incrementAndGet();
    }

    @Override
    public void skipped(String reason) {
        failures.add(reason);
    }

    @Override
    public void transferred(Action.Transfer transfer) {
        moves.incrementAndGet();
    }

    @Override
    public void deleted(Action.Delete delete) {
        deletes.incrementAndGet();
    }

    @Override
    public void groupsDeleted(Cause cause, Set<GroupingKey> groups) {
        groups.forEach(key -> deletedGroups.add(cause + " " + key));
    }

    @Override
    public void failed(Action action, String reason) {
        failures.add(action + ": " + reason);
    }
}
