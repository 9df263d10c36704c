package io.promshard.target.leadership;

import io.promshard.target.assign.Assignment;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * How a new leader begins. What collectors report they scrape is the truth; what its predecessor wrote down completes it; and where
 * its plan is far from that truth, it rather believes that it does not see everything yet, and waits.
 *
 * @param tolerance the share of keys in which plan and truth may differ, 0 to 1
 * @param cycles how many cycles it waits at most, since a plan that stays is meant
 */
public record Takeover(double tolerance, int cycles) {

    public static final Takeover STANDARD = new Takeover(0.3, 3);

    public Takeover {
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("tolerance must be between 0 and 1, got: " + tolerance);
        }
        if (cycles < 0) {
            throw new IllegalArgumentException("cycles must not be negative, got: " + cycles);
        }
    }

    /** Whether the leader may act on its plan. */
    public sealed interface Verdict {

        /** It may. */
        record Act() implements Verdict {}

        /**
         * It shall change nothing in this cycle.
         *
         * @param reason for people
         */
        record Wait(String reason) implements Verdict {}
    }

    /**
     * Judges a plan.
     *
     * @param cycle the leader's, from 0
     * @param reported which collectors scrape which keys by their own account; may be {@link Assignment#NONE}
     * @param answered collectors that have given an account: nothing is concluded from the silence of others
     */
    public Verdict judge(int cycle, Assignment plan, Assignment reported, Set<String> answered) {
        if (cycle >= cycles) {
            return new Verdict.Act();
        }
        if (answered.isEmpty()) {
            return plan.collectors().isEmpty()
                    ? new Verdict.Act()
                    : new Verdict.Wait("no collector has said yet what it scrapes: nothing is changed in this cycle");
        }
        Difference difference = new Difference(answered);
        walk(plan, reported, difference::compare);
        return difference.scraped == 0 || difference.share() <= tolerance
                ? new Verdict.Act()
                : new Verdict.Wait(difference.describe(tolerance));
    }

    /**
     * What to begin with: for each key the collectors that report it, then those that the predecessor had noted besides. Either alone
     * is enough; together no target is forgotten, and one too many is removed as any hand-over removes it.
     *
     * @param snapshot what the predecessor wrote down, {@link Assignment#NONE} if nothing is left of it
     */
    public static Assignment begin(Assignment snapshot, Assignment reported) {
        OwnerUnion union = new OwnerUnion();
        for (int i = 0, j = 0; i < reported.size() || j < snapshot.size(); ) {
            long key = smaller(reported, i, snapshot, j);
            union.key(key);
            if (isAt(reported, i, key)) {
                union.owners(reported.at(i++));
            }
            if (isAt(snapshot, j, key)) {
                union.owners(snapshot.at(j++));
            }
        }
        return union.build();
    }

    private static void walk(Assignment plan, Assignment reported, BiConsumer<List<String>, List<String>> visitor) {
        for (int i = 0, j = 0; i < plan.size() || j < reported.size(); ) {
            long key = smaller(plan, i, reported, j);
            List<String> want = isAt(plan, i, key) ? plan.at(i++) : List.of();
            List<String> have = isAt(reported, j, key) ? reported.at(j++) : List.of();
            visitor.accept(want, have);
        }
    }

    private static long smaller(Assignment a, int i, Assignment b, int j) {
        if (i >= a.size()) {
            return b.key(j);
        }
        return j >= b.size() ? a.key(i) : Math.min(a.key(i), b.key(j));
    }

    private static boolean isAt(Assignment assignment, int index, long key) {
        return index < assignment.size() && assignment.key(index) == key;
    }

    /** Counts keys, as far as collectors that answered are concerned. */
    private static final class Difference {

        private final Set<String> answered;
        private int keys;
        private int scraped;
        private int different;

        Difference(Set<String> answered) {
            this.answered = answered;
        }

        void compare(List<String> want, List<String> have) {
            Set<String> planned = known(want);
            Set<String> actual = known(have);
            keys += planned.isEmpty() && actual.isEmpty() ? 0 : 1;
            scraped += actual.isEmpty() ? 0 : 1;
            different += planned.equals(actual) ? 0 : 1;
        }

        double share() {
            return keys == 0 ? 0 : (double) different / keys;
        }

        String describe(double tolerance) {
            return String.format(
                    Locale.ROOT,
                    "plan and collectors differ in %d of %d keys (%.1f %%), more than %.1f %%: nothing is changed in this cycle",
                    different,
                    keys,
                    100 * share(),
                    100 * tolerance);
        }

        private Set<String> known(List<String> collectors) {
            return Set.copyOf(collectors.stream().filter(answered::contains).toList());
        }
    }
}
