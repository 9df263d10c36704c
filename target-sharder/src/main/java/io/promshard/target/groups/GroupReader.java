package io.promshard.target.groups;

import io.promshard.target.assign.Rebalancing;
import io.promshard.target.spec.CollectorsSpec;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.HandoverSpec;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.LoadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a group. What it says of strategy, replicas and guard holds for those of its jobs that do not say it themselves. */
final class GroupReader {

    private static final List<String> KEYS = List.of(
            "collectors",
            "jobs",
            "strategy",
            "replicas",
            "replica-tag",
            "guard",
            "rebalance",
            "handover",
            "load",
            "delivery");
    private static final List<String> REBALANCE = List.of("moves", "fill");
    private static final List<String> HANDOVER =
            List.of("interval", "in-flight", "in-flight-share", "batch", "rollback-after");
    private static final List<String> LOAD = List.of("refresh", "fallback");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private GroupReader() {}

    static GroupSpec read(String name, Value value) {
        Fields group = value.fields(KEYS);
        CollectorsSpec collectors =
                group.required("collectors").map(CollectorsReader::read).orElse(CollectorsReader.NOBODY);
        return new GroupSpec(
                name,
                collectors,
                group.text("replica-tag", ""),
                rebalancing(group.section("rebalance", REBALANCE)),
                jobs(group, collectors.listed().size()),
                handover(group.section("handover", HANDOVER)),
                load(group.section("load", LOAD)),
                DeliveryReader.read(group));
    }

    /** @param listed how many collectors there are; 0 if that is for Consul to say */
    private static List<JobSpec> jobs(Fields group, int listed) {
        JobReader reader = JobReader.of(group);
        List<JobSpec> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Value item : group.required("jobs").map(Value::items).orElse(List.of())) {
            JobSpec job = reader.read(item);
            if (!job.name().isEmpty() && !names.add(job.name())) {
                item.refuseUnseen("another job of the group is named " + job.name());
            }
            if (listed > 0 && job.replicas() > listed) {
                item.refuseUnseen(
                        "wants more replicas (" + job.replicas() + ") than there are collectors (" + listed + ")");
            }
            jobs.add(job);
        }
        return jobs;
    }

    private static Rebalancing rebalancing(Fields fields) {
        return new Rebalancing(
                fields.count("moves", Rebalancing.FULL.moves(), 0, Integer.MAX_VALUE),
                fields.flag("fill", Rebalancing.FULL.fill()));
    }

    /** A new collector has at least three intervals to scrape before a move is taken back. */
    private static HandoverSpec handover(Fields fields) {
        Duration interval = fields.duration("interval", MINUTE, SECOND, DAY);
        Duration threeIntervals = interval.multipliedBy(3);
        return new HandoverSpec(
                interval,
                fields.count("in-flight", 500, 1, 1_000_000),
                fields.read("in-flight-share", Scalars::share, 0.1),
                fields.duration("batch", SECOND, Duration.ZERO, HOUR),
                fields.duration(
                        "rollback-after",
                        threeIntervals.compareTo(MINUTE) > 0 ? threeIntervals : MINUTE,
                        interval.multipliedBy(2),
                        DAY.multipliedBy(7)));
    }

    private static LoadSpec load(Fields fields) {
        return new LoadSpec(
                fields.duration("refresh", Duration.ofSeconds(30), SECOND, HOUR),
                fields.read("fallback", value -> Scalars.number(value, n -> n > 0, "above 0"), 1.0));
    }
}
