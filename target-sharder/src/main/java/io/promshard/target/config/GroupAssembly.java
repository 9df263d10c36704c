package io.promshard.target.config;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.health.Probe;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.TargetDiscovery;
import io.promshard.target.discovery.sources.TargetSources;
import io.promshard.target.leadership.Takeover;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.sd.ServedLists;
import io.promshard.target.reconcile.Delivery;
import io.promshard.target.reconcile.GroupFactory;
import io.promshard.target.reconcile.GroupObserver;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.GroupRuntime.Inheritance;
import io.promshard.target.reconcile.ReportPoller;
import io.promshard.target.reconcile.Signal;
import io.promshard.target.report.PollSchedule;
import io.promshard.target.report.Reporter;
import io.promshard.target.spec.GroupSpec;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Puts a group together from what the application has. */
record GroupAssembly(
        TargetSharderProperties properties,
        TargetSources sources,
        Optional<ConsulApi> consul,
        Probe probe,
        Reporter reporter,
        ServedLists served,
        Encodings encodings,
        ExecutorService threads,
        Signal signal,
        Surroundings surroundings)
        implements GroupFactory {

    @Override
    public GroupRuntime make(GroupSpec spec, Inheritance inherited) {
        TargetDiscovery discovery =
                new TargetDiscovery(spec, sources::of, properties.sourcePatience(), surroundings, signal::give);
        CollectorSource collectors =
                CollectorSource.of(spec.collectors(), consul, probe, properties.probe(), surroundings);
        ReportPoller poller = new ReportPoller(
                reporter,
                new PollSchedule(spec.load().refresh(), spec.handover().batch()),
                surroundings.clock(),
                threads,
                signal);
        GroupObserver observer = new GroupObserver(discovery, collectors, poller, surroundings.clock(), signal);
        return new GroupRuntime(spec, observer, delivery(spec), Takeover.STANDARD, inherited);
    }

    private Delivery delivery(GroupSpec spec) {
        WrittenFiles files = WrittenFiles.of(spec.delivery(), encodings, surroundings);
        return new Delivery(served, files.publishers(), files::figures, files::close);
    }
}
