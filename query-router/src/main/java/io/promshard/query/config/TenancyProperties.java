package io.promshard.query.config;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.tenancy.OnConflict;
import io.promshard.query.tenancy.Tenant;
import io.promshard.query.tenancy.Tenants;
import io.promshard.query.web.TenantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.util.NetMask;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who sees which series.
 *
 * @param source where a request's tenant is named; with none everybody sees all
 * @param header that names it, with {@code header}
 * @param trustedProxies networks and addresses whose header counts
 * @param label whose value is the name of a tenant that {@code tenants} does not have; empty for none
 * @param tenants selector of the series of each tenant, by its name
 * @param unrestricted names that see all
 * @param onConflict what becomes of a selector that asks for another tenant's series
 */
public record TenancyProperties(
        @DefaultValue("none") Source source,
        @DefaultValue("X-Scope-OrgID") String header,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("") String label,
        @DefaultValue Map<String, String> tenants,
        @DefaultValue List<String> unrestricted,
        @DefaultValue("empty") OnConflict onConflict) {

    private static final String PREFIX = "query-router.tenancy.";

    public TenancyProperties {
        trustedProxies = List.copyOf(trustedProxies);
        tenants = Map.copyOf(tenants);
        unrestricted = List.copyOf(unrestricted);
        trustedProxies.forEach(TenancyProperties::network);
        tenants.forEach((name, selector) -> tenant(name, selector, onConflict));
        if (source != Source.NONE && label.isBlank() && tenants.isEmpty() && unrestricted.isEmpty()) {
            throw new IllegalArgumentException(PREFIX + "tenants or " + PREFIX + "label must be set with " + PREFIX
                    + "source=" + source + ", or nobody would see anything");
        }
        if (source == Source.HEADER && trustedProxies.isEmpty()) {
            throw new IllegalArgumentException(PREFIX + "trusted-proxies must not be empty with " + PREFIX
                    + "source=header: anybody can send a header");
        }
        if (label.equals(LabelMatcher.METRIC_NAME)) {
            throw new IllegalArgumentException(PREFIX + "label must not be __name__");
        }
    }

    /** Where a request's tenant is named. */
    public enum Source {
        /** Nowhere: everybody sees all. */
        NONE,
        /** By its credentials. */
        USER,
        /** By a header that a proxy sets. */
        HEADER
    }

    private static NetMask network(String text) {
        try {
            return new NetMask(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PREFIX + "trusted-proxies must be addresses or networks as 10.0.0.0/8, got: " + text, e);
        }
    }

    private static Tenant tenant(String name, String selector, OnConflict onConflict) {
        try {
            return new Tenant(
                    name,
                    new PromqlParser(ParserOptions.STABLE)
                            .parseSelector(selector)
                            .matchers(),
                    onConflict);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PREFIX + "tenants." + name + " must be a selector as {team=\"a\"}, got: " + selector + ": "
                            + e.getMessage(),
                    e);
        }
    }

    Optional<TenantSource> tenantSource() {
        return switch (source) {
            case NONE -> Optional.empty();
            case USER -> Optional.of(new TenantSource.OfUser());
            case HEADER ->
                Optional.of(new TenantSource.OfHeader(
                        header,
                        trustedProxies.stream().map(TenancyProperties::network).toList()));
        };
    }

    Tenants known() {
        Map<String, Tenant> byName = new HashMap<>();
        tenants.forEach((name, selector) -> byName.put(name, tenant(name, selector, onConflict)));
        return new Tenants(
                byName, label.isBlank() ? Optional.empty() : Optional.of(label), Set.copyOf(unrestricted), onConflict);
    }
}
