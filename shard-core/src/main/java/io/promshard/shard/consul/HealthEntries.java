package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/**
 * The members that a health answer tells of.
 *
 * <p>Address and port come from the service, else from the node; {@code scheme}, {@code prefix} and {@code weight} from
 * the service's meta; without a weight there, it is Consul's own for passing instances, brought into 1 to 100. An
 * instance that two agents report is one member.
 *
 * @param leftOut for each instance that could not be used, which and why
 */
record HealthEntries(MembershipView view, List<String> leftOut) {

    private static final TypeReference<List<HealthEntry>> ENTRIES = new TypeReference<>() {};

    static HealthEntries parse(String body, long index) throws Refused {
        List<Member> members = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (HealthEntry entry : read(body)) {
            try {
                members.add(member(entry));
            } catch (IllegalArgumentException e) {
                leftOut.add(entry.name() + ": " + e.getMessage());
            }
        }
        return new HealthEntries(MembershipView.of(members, index), leftOut);
    }

    /** Whether Consul listed nothing at all, not even what could not be used. */
    boolean isEmpty() {
        return view.members().isEmpty() && leftOut.isEmpty();
    }

    /** In an order of its own: which of two agents' entries counts must be the same for every router. */
    private static List<HealthEntry> read(String body) throws Refused {
        return ConsulJson.read(body, ENTRIES).stream()
                .sorted(Comparator.comparing(HealthEntry::name))
                .toList();
    }

    private static Member member(HealthEntry entry) {
        HealthEntry.Service service = entry.service();
        if (service == null || service.port() < 1) {
            throw new IllegalArgumentException("it has no port");
        }
        Map<String, String> meta = service.meta() == null ? Map.of() : service.meta();
        String url = meta.getOrDefault("scheme", "http") + "://" + host(entry, service) + ":" + service.port()
                + prefix(meta.getOrDefault("prefix", ""));
        return Member.at(URI.create(url))
                .withWeight(weight(service, meta))
                .withHealth(health(entry))
                .withMeta(meta);
    }

    private static String host(HealthEntry entry, HealthEntry.Service service) {
        String own = service.address();
        String nodes = entry.node() == null ? null : entry.node().address();
        String host = own == null || own.isBlank() ? nodes : own;
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("it has no address");
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String prefix(String prefix) {
        return prefix.isEmpty() || prefix.startsWith("/") ? prefix : "/" + prefix;
    }

    private static int weight(HealthEntry.Service service, Map<String, String> meta) {
        String explicit = meta.get("weight");
        if (explicit != null) {
            return Integer.parseInt(explicit);
        }
        int consuls = service.weights() == null ? 1 : service.weights().passing();
        return Math.clamp(consuls, 1, Member.MAX_WEIGHT);
    }

    /** The worst of its checks, those of its node (serf, maintenance) among them. None means well, as for Consul. */
    static Health health(HealthEntry entry) {
        List<HealthEntry.Check> checks = entry.checks() == null ? List.of() : entry.checks();
        return checks.stream()
                .map(HealthEntries::health)
                .max(Comparator.naturalOrder())
                .orElse(Health.PASSING);
    }

    private static Health health(HealthEntry.Check check) {
        if (isMaintenance(String.valueOf(check.checkId()))) {
            return Health.MAINTENANCE;
        }
        return switch (String.valueOf(check.status())) {
            case "passing" -> Health.PASSING;
            case "warning" -> Health.WARNING;
            default -> Health.CRITICAL;
        };
    }

    /** The ids under which an agent puts a node or a service into maintenance: Consul's api package names them. */
    private static boolean isMaintenance(String checkId) {
        return checkId.equals("_node_maintenance") || checkId.startsWith("_service_maintenance:");
    }
}
