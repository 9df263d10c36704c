package io.promshard.pgw.config;

import io.promshard.pgw.forward.Ack;
import io.promshard.pgw.forward.CopySettings;
import io.promshard.pgw.grouping.LabelNames;
import io.promshard.pgw.grouping.Poison;
import io.promshard.pgw.routing.Mode;
import io.promshard.pgw.routing.ModeRules;
import io.promshard.pgw.upkeep.UpkeepSettings;
import io.promshard.shard.config.Positive;
import io.promshard.shard.config.TowardsProperties;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the push router.
 *
 * @param membership where the gateways come from
 * @param gateways with static membership, all there are; with Consul, those that the router registers there
 * @param service name of the gateways in Consul
 * @param registrationOwner marks in Consul what routers with this list of gateways may deregister
 * @param mode how pushes reach their gateway
 * @param proxiedUserAgents beginnings of the User-Agent of clients that do not follow a 307; null for those that are known
 * @param replicas how many gateways get each push
 * @param ack with two replicas, whether one gateway that took a push makes it a success, or only all
 * @param labelNames which label names the gateways take, as their {@code --push.enable-utf8-names} says
 * @param guard what to do with each kind of push that would poison its gateway; what is not named is refused, but for empty values
 * @param probe how gateways are probed
 * @param forward limits of proxied pushes
 * @param read the merged view of all gateways
 * @param reconcile how copies of groups are kept in order
 * @param lifecycle when a gateway that failed is trusted again
 * @param admin what may be ordered over HTTP
 * @param towardsGateways how gateways are met
 */
@ConfigurationProperties(prefix = "pgw-router", ignoreUnknownFields = false)
public record PgwRouterProperties(
        @DefaultValue("static") Source membership,
        @DefaultValue List<GatewayProperties> gateways,
        @DefaultValue("pushgateway") String service,
        @DefaultValue("pgw-router") String registrationOwner,
        @DefaultValue("auto") Mode mode,
        @Nullable List<String> proxiedUserAgents,
        @DefaultValue("1") int replicas,
        @DefaultValue("one") Ack ack,
        @DefaultValue("legacy") LabelNames labelNames,
        @DefaultValue Map<Poison, Treatment> guard,
        @DefaultValue ProbeProperties probe,
        @DefaultValue ForwardProperties forward,
        @DefaultValue ReadProperties read,
        @DefaultValue ReconcileProperties reconcile,
        @DefaultValue LifecycleProperties lifecycle,
        @DefaultValue AdminProperties admin,
        @DefaultValue TowardsProperties towardsGateways) {

    public PgwRouterProperties {
        gateways = List.copyOf(gateways);
        guard = Map.copyOf(guard);
        proxiedUserAgents = proxiedUserAgents == null ? null : List.copyOf(proxiedUserAgents);
        if (membership == Source.STATIC && gateways.isEmpty()) {
            throw new IllegalArgumentException(
                    "pgw-router.gateways must not be empty with pgw-router.membership=static:"
                            + " set pgw-router.gateways[0].url to the address of a Pushgateway");
        }
        if (service.isBlank()) {
            throw new IllegalArgumentException("pgw-router.service must not be blank: it names a service in Consul");
        }
        GatewayProperties.check(gateways);
        if (towardsGateways.hasCredentials() && mode != Mode.PROXY) {
            throw new IllegalArgumentException("pgw-router.mode must be proxy with pgw-router.towards-gateways:"
                    + " a client that is redirected does not have our credentials, got: " + mode);
        }
        Replicas.check(replicas, mode, forward.attempts());
        if (membership == Source.STATIC && gateways.size() < replicas) {
            throw new IllegalArgumentException("pgw-router.replicas must be at most the number of pgw-router.gateways, "
                    + gateways.size() + ", got: " + replicas);
        }
    }

    /** Where the gateways come from. */
    public enum Source {
        /** The list in the configuration, probed by us. */
        STATIC,
        /** A service in Consul. */
        CONSUL
    }

    /** What to do with a kind of poison. */
    public enum Treatment {
        REJECT,
        ALLOW
    }

    /** Kinds to refuse: all that were not allowed, and empty values only if they are named. */
    List<Poison> refusedPoison() {
        return Arrays.stream(Poison.values())
                .filter(poison -> guard.getOrDefault(poison, standard(poison)) == Treatment.REJECT)
                .toList();
    }

    private static Treatment standard(Poison poison) {
        return poison == Poison.EMPTY_VALUE ? Treatment.ALLOW : Treatment.REJECT;
    }

    CopySettings copies() {
        return new CopySettings(replicas, ack);
    }

    UpkeepSettings upkeep() {
        return reconcile.settings(replicas);
    }

    ModeRules modeRules() {
        return new ModeRules(mode, proxiedUserAgents == null ? ModeRules.PROXIED_USER_AGENTS : proxiedUserAgents);
    }

    /**
     * How gateways are probed.
     *
     * @param path below the gateway's own prefix
     * @param interval from the begin of one probe to that of the next
     * @param timeout of a whole probe
     */
    public record ProbeProperties(
            @DefaultValue("/-/ready") String path,
            @DefaultValue("500ms") Duration interval,
            @DefaultValue("400ms") Duration timeout) {

        public ProbeProperties {
            UrlPath.require("pgw-router.probe.path", path);
            Positive.require("pgw-router.probe.interval", interval);
            Positive.require("pgw-router.probe.timeout", timeout);
        }
    }
}
