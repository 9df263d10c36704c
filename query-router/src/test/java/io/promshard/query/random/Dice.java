package io.promshard.query.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Choices of one test case. Of the same seed and number they are the same. */
final class Dice {

    private final SplittableRandom random;

    /** For the case of that number. */
    Dice(long seed, long number) {
        this.random = new SplittableRandom(seed * 1_000_003 + number);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From the first, and up to the last. */
    long between(long first, long last) {
        return random.nextLong(first, last + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    final <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Some of them, in their order; often one or two, at times none. */
    List<String> some(List<String> from) {
        int share = pick(0, 20, 40, 40, 70, 100);
        return new ArrayList<>(from.stream().filter(one -> chance(share)).toList());
    }

    /** In another order. */
    <T> List<T> shuffled(List<T> from) {
        List<T> left = new ArrayList<>(from);
        List<T> taken = new ArrayList<>(from.size());
        while (!left.isEmpty()) {
            taken.add(left.remove(random.nextInt(left.size())));
        }
        return taken;
    }
}
