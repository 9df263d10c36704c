package io.promshard.shard.ring;

/**
 * SplitMix64 as a function of seed and position, so that any number of a stream can be had without those before it.
 *
 * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea, Flood: Fast splittable pseudorandom number
 *     generators, 2014</a>
 */
final class SplitMix {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix() {}

    static long at(long seed, long position) {
        long z = seed + (position + 1) * GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
