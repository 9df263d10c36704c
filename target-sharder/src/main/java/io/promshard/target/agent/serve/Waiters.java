package io.promshard.target.agent.serve;

import java.util.HashMap;
import java.util.Map;

/** How many wait, of all and for each thing: both are bounded, so that one that asks too often keeps no other from asking. */
final class Waiters<K> {

    private final int most;
    private final int mostOfOne;
    private final Map<K, Integer> waiting = new HashMap<>();
    private int all;

    Waiters(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Lets one in, or does not. Who was let in must leave. */
    synchronized boolean enter(K thing) {
        int ofThis = waiting.getOrDefault(thing, 0);
        if (all >= most || ofThis >= mostOfOne) {
            return false;
        }
        waiting.put(thing, ofThis + 1);
        all++;
        return true;
    }

    synchronized void leave(K thing) {
        waiting.computeIfPresent(thing, (same, count) -> count == 1 ? null : count - 1);
        all--;
    }

    synchronized int count() {
        return all;
    }
}
