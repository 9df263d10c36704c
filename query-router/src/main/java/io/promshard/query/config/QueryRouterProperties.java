package io.promshard.query.config;

import io.promshard.query.discovery.FleetRules;
import io.promshard.query.discovery.LabelMode;
import io.promshard.shard.config.Positive;
import io.promshard.shard.config.TowardsProperties;
import io.promshard.shard.membership.Member;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the query router.
 *
 * @param featureLabel name of the label that tells shards apart
 * @param featureLabelMode where that label is: on servers or in series
 * @param replicaLabels external labels in which replicas of one shard differ
 * @param membership where the servers come from
 * @param shards with static membership, the replicas of each shard by its value of the feature label: {@code host:port} or
 *     {@code http(s)://host:port[/prefix]}
 * @param groups with static membership, the replicas of each collector of a group between whose collectors targets move; the
 *     group's name is the value of the feature label of all
 * @param sharders where it is known which targets move: the addresses of target-sharders, of which one decides
 * @param ownership how those are asked
 * @param service name of the servers in Consul
 * @param expected shards that answers are partial without, whether they were ever seen or not
 * @param forgetAfter how long a shard is missed that left Consul
 * @param inspection how servers are asked about themselves
 * @param probe how servers are probed
 * @param client how servers are asked
 * @param coverage how it is learnt which samples replicas lack
 * @param query what queries may be and do
 * @param tenancy who sees which series
 * @param towardsServers how servers are met
 * @param towardsSharders how sharders are met
 */
@ConfigurationProperties(prefix = "query-router", ignoreUnknownFields = false)
public record QueryRouterProperties(
        @DefaultValue("cluster") String featureLabel,
        @DefaultValue("auto") LabelMode featureLabelMode,

        @DefaultValue({"replica", "prometheus_replica", "__replica__"})
        List<String> replicaLabels,

        @DefaultValue("static") Source membership,
        @DefaultValue Map<String, List<String>> shards,
        @DefaultValue Map<String, Map<String, List<String>>> groups,
        @DefaultValue List<String> sharders,
        @DefaultValue OwnershipProperties ownership,
        @DefaultValue("prometheus") String service,
        @DefaultValue List<String> expected,
        @DefaultValue("24h") Duration forgetAfter,
        @DefaultValue InspectionProperties inspection,
        @DefaultValue ProbeProperties probe,
        @DefaultValue ClientProperties client,
        @DefaultValue CoverageProperties coverage,
        @DefaultValue QueryProperties query,
        @DefaultValue TenancyProperties tenancy,
        @DefaultValue TowardsProperties towardsServers,
        @DefaultValue TowardsProperties towardsSharders) {

    public QueryRouterProperties {
        shards = Map.copyOf(shards);
        groups = Map.copyOf(groups);
        sharders = List.copyOf(sharders);
        replicaLabels = List.copyOf(replicaLabels);
        expected = List.copyOf(expected);
        if (featureLabel.isBlank() || featureLabel.equals("__name__")) {
            throw new IllegalArgumentException(
                    "query-router.feature-label must be the name of a label, got: " + featureLabel);
        }
        if (replicaLabels.contains(featureLabel)) {
            throw new IllegalArgumentException(
                    "query-router.replica-labels must not contain the feature label, got: " + featureLabel);
        }
        requireMembers(membership, shards, groups);
        StaticShards.of(shards, groups, featureLabel);
        StaticShards.sharders(sharders);
        Set<String> names = new HashSet<>();
        for (String name : expected) {
            if (name.isBlank() || !names.add(name)) {
                throw new IllegalArgumentException(
                        "query-router.expected must name each shard once, got: \"" + name + "\"");
            }
        }
        Positive.require("query-router.forget-after", forgetAfter);
    }

    /** Shards that nobody would ask are a mistake as well as none. */
    private static void requireMembers(
            Source membership, Map<String, List<String>> shards, Map<String, Map<String, List<String>>> groups) {
        if (membership == Source.STATIC && shards.isEmpty() && groups.isEmpty()) {
            throw new IllegalArgumentException(
                    "query-router.shards must not be empty with query-router.membership=static:"
                            + " set query-router.shards.<value> to the address of a Prometheus");
        }
        if (membership == Source.CONSUL && !shards.isEmpty()) {
            throw new IllegalArgumentException("query-router.shards must be empty with query-router.membership=consul,"
                    + " got: " + shards.keySet());
        }
        if (membership == Source.CONSUL && !groups.isEmpty()) {
            throw new IllegalArgumentException("query-router.groups must be empty with query-router.membership=consul,"
                    + " where servers say it as meta \"group\", got: " + groups.keySet());
        }
    }

    /** Where the servers come from. */
    public enum Source {
        /** The map in the configuration. */
        STATIC,
        /** A service in Consul. */
        CONSUL
    }

    List<Member> members() {
        return StaticShards.of(shards, groups, featureLabel);
    }

    FleetRules fleetRules() {
        return new FleetRules(featureLabel, featureLabelMode, Set.copyOf(replicaLabels), expected, forgetAfter);
    }

    /**
     * How servers are asked about themselves.
     *
     * @param interval from the end of one inspection to the next; a server that appears is inspected at once
     * @param timeout of a whole inspection
     */
    public record InspectionProperties(
            @DefaultValue("30s") Duration interval,
            @DefaultValue("10s") Duration timeout) {
        public InspectionProperties {
            Positive.require("query-router.inspection.interval", interval);
            Positive.require("query-router.inspection.timeout", timeout);
        }
    }

    /**
     * How it is asked which targets move.
     *
     * @param interval from one answer of a sharder to the next question
     * @param timeout of a question; queries wait for it
     * @param horizon how far back moves are remembered; queries that reach further back read samples
     */
    public record OwnershipProperties(
            @DefaultValue("5s") Duration interval,
            @DefaultValue("1s") Duration timeout,
            @DefaultValue("24h") Duration horizon) {
        public OwnershipProperties {
            Positive.require("query-router.ownership.interval", interval);
            Positive.require("query-router.ownership.timeout", timeout);
            Positive.require("query-router.ownership.horizon", horizon);
        }
    }

    /**
     * How servers are probed.
     *
     * @param path below the server's own prefix
     * @param interval from the begin of one probe to that of the next
     * @param timeout of a whole probe
     */
    public record ProbeProperties(
            @DefaultValue("/-/ready") String path,
            @DefaultValue("1s") Duration interval,
            @DefaultValue("2s") Duration timeout) {
        public ProbeProperties {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("query-router.probe.path must begin with a slash, got: " + path);
            }
            Positive.require("query-router.probe.interval", interval);
            Positive.require("query-router.probe.timeout", timeout);
        }
    }
}
