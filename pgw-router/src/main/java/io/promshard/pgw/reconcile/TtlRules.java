package io.promshard.pgw.reconcile;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;

/** When groups go that nobody pushes any more: of the rules that match a group the first counts. */
public record TtlRules(List<TtlRule> rules) {

    public static final TtlRules NONE = new TtlRules(List.of());

    public TtlRules {
        rules = List.copyOf(rules);
    }

    /**
     * When a group goes, in seconds since 1970; {@link Sighting#NEVER_EXPIRES} if it stays.
     *
     * @param touchedAt when it was pushed last
     */
    public double expiryOf(GroupingKey key, double touchedAt) {
        for (TtlRule rule : rules) {
            if (rule.selector().matches(key)) {
                return rule.after().isZero()
                        ? Sighting.NEVER_EXPIRES
                        : touchedAt + rule.after().toMillis() / 1_000.0;
            }
        }
        return Sighting.NEVER_EXPIRES;
    }
}
