package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A service as the agent lists and takes it, reduced to what a registrar writes. */
record AgentService(
        @Nullable String service,
        @Nullable String address,
        int port,
        @Nullable Map<String, String> meta,
        @Nullable Weights weights) {

    record Weights(int passing, int warning) {}

    /** Says whose it is to remove. */
    static final String OWNER = "promshard-owner";

    /** The check in words, since the agent does not show the definition of a check. */
    private static final String CHECK = "promshard-check";

    private static final TypeReference<Map<String, AgentService>> BY_ID = new TypeReference<>() {};

    /** The answer of {@code /v1/agent/services}. */
    static Map<String, AgentService> parse(String body) throws Refused {
        return ConsulJson.read(body, BY_ID);
    }

    static AgentService of(String service, String owner, Registration registration) {
        Map<String, String> meta = new HashMap<>(registration.meta());
        meta.put(OWNER, owner);
        meta.put(
                CHECK,
                registration.checkUrl() + " every "
                        + seconds(registration.check().interval()));
        meta.put("scheme", registration.url().getScheme());
        meta.put("prefix", registration.url().getRawPath());
        String host = registration.url().getHost().replaceAll("[\\[\\]]", "");
        int weight = registration.weight();
        return new AgentService(service, host, registration.url().getPort(), meta, new Weights(weight, weight));
    }

    /** Whether all that this one sets is so there. The owner is not compared: who was first keeps it. */
    boolean isMetBy(@Nullable AgentService present) {
        return present != null
                && withoutMeta().equals(present.withoutMeta())
                && present.facts().entrySet().containsAll(without(OWNER).entrySet());
    }

    boolean belongsTo(String expectedService, String owner) {
        return expectedService.equals(service) && owner.equals(facts().get(OWNER));
    }

    /** The body for {@code /v1/agent/service/register}. */
    String registerAs(Registration registration, boolean passing) {
        Map<String, Object> check = Map.of(
                "CheckID",
                registration.id() + ":http",
                "Name",
                "GET " + registration.check().path(),
                "HTTP",
                registration.checkUrl().toString(),
                "Interval",
                seconds(registration.check().interval()),
                "Timeout",
                seconds(registration.check().timeout()),
                "Status",
                passing ? "passing" : "critical");
        return ConsulJson.write(Map.of(
                "ID", registration.id(),
                "Name", String.valueOf(service),
                "Address", String.valueOf(address),
                "Port", port,
                "Meta", facts(),
                "Weights",
                        weights == null ? Map.of() : Map.of("Passing", weights.passing(), "Warning", weights.warning()),
                "Checks", List.of(check)));
    }

    private Map<String, String> facts() {
        return meta == null ? Map.of() : meta;
    }

    private Map<String, String> without(String key) {
        Map<String, String> others = new HashMap<>(facts());
        others.remove(key);
        return others;
    }

    private AgentService withoutMeta() {
        return new AgentService(service, address, port, null, weights);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
