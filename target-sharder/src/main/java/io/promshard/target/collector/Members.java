package io.promshard.target.collector;

import io.promshard.shard.membership.Member;
import io.promshard.target.model.Collector;
import io.promshard.target.spec.CollectorsSpec;

/** Makes collectors of members. */
final class Members {

    /** The fact of a member that is its capacity. */
    private static final String CAPACITY = "capacity";

    private Members() {}

    /** As the operator listed it; else with the facts that the source has of it. */
    static Collector collector(Member member, CollectorsSpec spec) {
        return spec.listed().stream()
                .filter(listed -> listed.id().equals(member.id()))
                .findAny()
                .orElseGet(() -> new Collector(
                        member.id(),
                        member.url(),
                        member.weight(),
                        capacity(member.meta().getOrDefault(CAPACITY, "")),
                        member.meta()));
    }

    /** Infinite if it is not a number above 0. */
    private static double capacity(String text) {
        try {
            double capacity = text.isEmpty() ? 0 : Double.parseDouble(text);
            return capacity > 0 ? capacity : Double.POSITIVE_INFINITY;
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
