package io.promshard.target.report;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What a collector scrapes, as it said when it was asked. Immutable. */
public final class CollectorReport {

    private final String collector;
    private final Instant asked;
    private final List<ScrapedTarget> targets;
    private final int foreign;

    /**
     * Sorts.
     *
     * @param asked when the question was sent: what is reported was so then, or later
     * @param foreign how many more targets it has that we did not give it
     */
    public CollectorReport(String collector, Instant asked, Collection<ScrapedTarget> targets, int foreign) {
        this.collector = collector;
        this.asked = asked;
        this.targets = targets.stream()
                .sorted(Comparator.comparingLong(ScrapedTarget::key))
                .toList();
        this.foreign = foreign;
    }

    public String collector() {
        return collector;
    }

    public Instant asked() {
        return asked;
    }

    /** How many targets it has that we did not give it. */
    public int foreign() {
        return foreign;
    }

    /** Sorted by key; several of one key where such were given together. */
    public List<ScrapedTarget> targets() {
        return targets;
    }

    /** The targets of that key; none if it has none. {@code O(log n)}. */
    public List<ScrapedTarget> of(long key) {
        int from = firstNotBelow(key);
        int to = from;
        while (to < targets.size() && targets.get(to).key() == key) {
            to++;
        }
        return targets.subList(from, to);
    }

    private int firstNotBelow(long key) {
        int low = 0;
        int high = targets.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (targets.get(middle).key() < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
