package io.promshard.query.client.guard;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** How long shards took lately until an answer began. Thread-safe; holds a few hundred numbers a shard. */
final class HeadTimes {

    private static final int KEPT = 256;

    /** Fewer say little of one in twenty. */
    private static final int ENOUGH = 40;

    /** How many are noted until the figure is computed anew. */
    private static final int ANEW = 32;

    private final Map<String, Recent> byShard = new ConcurrentHashMap<>();

    void add(String shard, long nanos) {
        byShard.computeIfAbsent(shard, name -> new Recent()).add(nanos);
    }

    /** The time within which 95 of 100 answers began; empty while too few are known. */
    OptionalLong p95(String shard) {
        Recent recent = byShard.get(shard);
        return recent == null || recent.p95 < 0 ? OptionalLong.empty() : OptionalLong.of(recent.p95);
    }

    /** Of one shard. */
    private static final class Recent {
        private final long[] ring = new long[KEPT];
        private int count;
        private volatile long p95 = -1;

        synchronized void add(long nanos) {
            ring[count++ % KEPT] = nanos;
            if (count >= ENOUGH && (count == ENOUGH || count % ANEW == 0)) {
                long[] sorted = Arrays.copyOf(ring, Math.min(count, KEPT));
                Arrays.sort(sorted);
                p95 = sorted[sorted.length * 95 / 100];
            }
            if (count == Integer.MAX_VALUE - KEPT) {
                count = KEPT;
            }
        }
    }
}
