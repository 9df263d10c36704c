package io.promshard.query.coverage;

import io.promshard.query.topology.Replica;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Which replicas of a shard lack samples that another has, stretch by stretch. Immutable.
 *
 * <p>A replica lacks what was in a stretch if it counts fewer samples there than the one that counts most, less what the measure allows. One
 * that did not say how many it has lacks all that others have, and may have what those lack: where their samples stop, they lack some.
 * Where nobody has any, and all said so, nobody lacks any.
 */
final class Evidence {

    /** Replicas that take turns in having less did not lose samples: theirs have other times. */
    private static final int TURNS = 16;

    private final List<Replica> replicas;
    private final Buckets buckets;
    private final BitSet seen;
    private final List<BitSet> lacking;
    private final boolean complete;

    private Evidence(List<Replica> replicas, Buckets buckets, BitSet seen, List<BitSet> lacking, boolean complete) {
        this.replicas = List.copyOf(replicas);
        this.buckets = buckets;
        this.seen = seen;
        this.lacking = List.copyOf(lacking);
        this.complete = complete;
    }

    /**
     * Compares what replicas counted.
     *
     * @param counts of each replica, in their order
     */
    static Evidence of(List<Replica> replicas, Buckets buckets, List<Optional<double[]>> counts, Measure measure) {
        BitSet seen = new BitSet(buckets.count());
        List<BitSet> lacking = new ArrayList<>();
        counts.forEach(each -> lacking.add(new BitSet(buckets.count())));
        for (int i = 0; i < buckets.count(); i++) {
            double most = most(counts, i);
            seen.set(i, most > 0);
            for (int replica = 0; replica < counts.size(); replica++) {
                if (most > 0 && measure.isLess(count(counts.get(replica), i), most)) {
                    mark(lacking.get(replica), i, buckets, measure);
                }
            }
        }
        boolean all = counts.stream().allMatch(Optional::isPresent);
        if (!all && !seen.isEmpty()) {
            markHoles(lacking, counts, buckets, measure);
        } else if (measure != Measure.WITNESS && turns(lacking) > Math.max(TURNS, buckets.count() / TURNS)) {
            lacking.forEach(BitSet::clear);
        }
        return new Evidence(replicas, buckets, seen, lacking, all);
    }

    private static void mark(BitSet lacking, int bucket, Buckets buckets, Measure measure) {
        lacking.set(Math.max(0, bucket - measure.before()), Math.min(buckets.count(), bucket + 1 + measure.after()));
    }

    private static void markHoles(
            List<BitSet> lacking, List<Optional<double[]>> counts, Buckets buckets, Measure measure) {
        for (int i = 0; i < buckets.count(); i++) {
            double most = most(counts, i);
            double before = most(counts, Math.max(0, i - 2));
            double after = most(counts, Math.min(buckets.count() - 1, i + 2));
            boolean drops = measure == Measure.WITNESS && measure.isLess(most, Math.max(before, after));
            if (most == 0 || drops) {
                int hole = i;
                lacking.forEach(each -> mark(each, hole, buckets, measure));
            }
        }
    }

    private static double most(List<Optional<double[]>> counts, int bucket) {
        return counts.stream().mapToDouble(each -> count(each, bucket)).max().orElse(0);
    }

    private static double count(Optional<double[]> counts, int bucket) {
        return counts.isPresent() ? counts.get()[bucket] : 0;
    }

    private static int turns(List<BitSet> lacking) {
        int turns = 0;
        int last = -1;
        int length = lacking.stream().mapToInt(BitSet::length).max().orElse(0);
        for (int i = 0; i < length; i++) {
            for (int replica = 0; replica < lacking.size(); replica++) {
                if (lacking.get(replica).get(i) && replica != last) {
                    last = replica;
                    turns++;
                }
            }
        }
        return turns;
    }

    /** Whether it is about these replicas. */
    boolean isOf(List<Replica> others) {
        return replicas.equals(others);
    }

    /** Whether all replicas said what they have. */
    boolean isComplete() {
        return complete;
    }

    Buckets buckets() {
        return buckets;
    }

    /** Whether any replica has samples in the span. */
    boolean sees(Span span) {
        return anyIn(seen, span);
    }

    /** Whether a replica lacks samples of the span. What it lacks at the very end, it lacks from then on. */
    boolean lacks(int replica, Span span) {
        BitSet its = lacking.get(replica);
        boolean after = buckets.last(span) >= buckets.count();
        return anyIn(its, span) || (after && its.get(buckets.count() - 1));
    }

    /** How long a replica lacks samples. */
    long lackedMillis(int replica) {
        return lacking.get(replica).cardinality() * buckets.widthMillis();
    }

    private boolean anyIn(BitSet set, Span span) {
        int first = Math.clamp(buckets.first(span), 0, buckets.count());
        int found = set.nextSetBit(first);
        return found >= 0 && found <= buckets.last(span);
    }
}
