package io.promshard.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Counts over random key hashes, on all cores. The same counts in each run. */
final class RandomKeys {

    private static final int PARTS = 100;

    /** Adds one key to the counts. */
    @FunctionalInterface
    interface Counter {
        void add(long[] counts, long keyHash);
    }

    private RandomKeys() {}

    static long[] count(long keys, int counts, Counter counter) {
        return IntStream.range(0, PARTS)
                .parallel()
                .mapToObj(part -> part(new SplittableRandom(part), keys / PARTS, new long[counts], counter))
                .reduce(new long[counts], RandomKeys::sum);
    }

    private static long[] part(SplittableRandom random, long keys, long[] counts, Counter counter) {
        for (long i = 0; i < keys; i++) {
            counter.add(counts, random.nextLong());
        }
        return counts;
    }

    private static long[] sum(long[] left, long[] right) {
        return IntStream.range(0, left.length)
                .mapToLong(i -> left[i] + right[i])
                .toArray();
    }
}
