package io.promshard.pgw.upkeep;

import io.promshard.pgw.selector.Selection;
import java.time.Duration;
import java.util.Optional;

/**
 * An order to delete groups.
 *
 * @param selection which
 * @param olderThan only those whose newest copy was pushed longer ago; empty for any
 * @param wipes whether gateways are told to empty themselves, if they take such an order
 * @param dryRun whether it is only said what would be deleted
 */
public record Purge(Selection selection, Optional<Duration> olderThan, boolean wipes, boolean dryRun) {

    /** Of groups by their labels and age. */
    public static Purge of(Selection selection, Optional<Duration> olderThan, boolean dryRun) {
        return new Purge(selection, olderThan, false, dryRun);
    }

    /** Of all that there is. */
    public static Purge wipe(boolean dryRun) {
        return new Purge(Selection.ALL, Optional.empty(), true, dryRun);
    }

    /** In words, for the log. */
    @Override
    public String toString() {
        String what = wipes ? "wipe" : "deletion of " + selection;
        return (dryRun ? "dry run of the " : "")
                + what
                + olderThan.map(age -> " not pushed for " + age).orElse("");
    }
}
