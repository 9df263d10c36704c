package io.promshard.query.tenancy;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is which tenant.
 *
 * @param byName tenants that are told one by one
 * @param label whose value is the tenant's name, for all others; empty if there are no others
 * @param unrestricted names of those that see all
 */
public record Tenants(
        Map<String, Tenant> byName, Optional<String> label, Set<String> unrestricted, OnConflict onConflict) {

    public Tenants {
        byName = Map.copyOf(byName);
        unrestricted = Set.copyOf(unrestricted);
    }

    public boolean isUnrestricted(String name) {
        return unrestricted.contains(name);
    }

    /** The tenant of that name; empty if nobody knows it, as an empty name is known by nobody. */
    public Optional<Tenant> of(String name) {
        if (byName.containsKey(name)) {
            return Optional.ofNullable(byName.get(name));
        }
        return label.filter(any -> !name.isEmpty())
                .map(told -> new Tenant(name, List.of(new LabelMatcher(told, MatchOp.EQUAL, name)), onConflict));
    }
}
