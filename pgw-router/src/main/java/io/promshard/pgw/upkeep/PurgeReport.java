package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of a {@link Purge}.
 *
 * @param matched the groups that were meant
 * @param gateways by their ids, those included that were not reached
 * @param remembered whether what was not reached goes when it is
 */
public record PurgeReport(Set<GroupingKey> matched, Map<String, Part> gateways, boolean remembered) {

    public PurgeReport {
        matched = Set.copyOf(matched);
        gateways = Map.copyOf(gateways);
    }

    /** Whether each gateway was seen to have nothing of what was meant, but for what was pushed meanwhile. */
    public boolean isComplete() {
        return gateways.values().stream().allMatch(Part::isComplete);
    }

    /** In a line, for the log: numbers, and what went wrong. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(matched.size() + " groups meant");
        new TreeMap<>(gateways)
                .forEach((gateway, part) ->
                        text.append("; ").append(gateway).append(": ").append(part));
        return text.toString();
    }

    /**
     * One gateway's part.
     *
     * @param matched copies that it had of what was meant
     * @param deleted of those, how many are gone
     * @param pushedAgain how many stay, since a client pushed them after they were listed
     * @param failures the others, which are left
     * @param error why the gateway as a whole was not dealt with; empty if it was
     */
    public record Part(int matched, int deleted, int pushedAgain, List<Failure> failures, String error) {

        public Part {
            failures = List.copyOf(failures);
        }

        boolean isComplete() {
            return failures.isEmpty() && error.isEmpty();
        }

        @Override
        public String toString() {
            return deleted + " of " + matched + " deleted"
                    + (pushedAgain > 0 ? ", " + pushedAgain + " pushed again" : "")
                    + (failures.isEmpty() ? "" : ", " + failures.size() + " left, as " + failures.getFirst())
                    + (error.isEmpty() ? "" : ", " + error);
        }
    }

    /** A copy that is left, and why. */
    public record Failure(GroupingKey key, String reason) {}
}
