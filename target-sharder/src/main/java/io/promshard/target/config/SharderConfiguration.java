package io.promshard.target.config;

import io.promshard.shard.config.TowardsFactory;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.health.HttpProbe;
import io.promshard.shard.health.Probe;
import io.promshard.shard.http.Towards;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.sources.TargetSources;
import io.promshard.target.groups.GroupsConfig;
import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.sd.ServedLists;
import io.promshard.target.reconcile.GroupRuntime.Inheritance;
import io.promshard.target.reconcile.GroupState;
import io.promshard.target.reconcile.Orders;
import io.promshard.target.reconcile.Reconciler;
import io.promshard.target.reconcile.RunningGroups;
import io.promshard.target.reconcile.Signal;
import io.promshard.target.reconcile.Snapshots;
import io.promshard.target.report.Reporter;
import io.promshard.target.report.http.HttpReporter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that decides, and all that it looks at. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "sharder", matchIfMissing = true)
class SharderConfiguration {

    @Bean
    Signal signal() {
        return new Signal();
    }

    @Bean
    GroupsConfig groupsConfig(TargetSharderProperties properties, Clock clock) {
        if (properties.configFile().isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "target-sharder.config-file", "", "It names the file with the groups, and must be set.");
        }
        return GroupsConfig.open(Path.of(properties.configFile()), clock);
    }

    /** Asks collectors; waits of many at a time cost nothing. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService reportThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("report-", 0).factory());
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService snapshotThread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("snapshots").factory());
    }

    @Bean
    Towards collectors(TargetSharderProperties properties, TowardsFactory towards) {
        return towards.of("target-sharder.towards-collectors", properties.towardsCollectors());
    }

    @Bean
    Probe collectorProbe(TargetSharderProperties properties, Towards collectors) {
        HttpClient client = collectors.client(
                HttpClient.newBuilder().connectTimeout(properties.probe().timeout()));
        return new HttpProbe(
                client, properties.probe().path(), properties.probe().timeout());
    }

    @Bean
    Reporter reporter(TargetSharderProperties properties, Towards collectors, Clock clock) {
        HttpClient client = collectors.client(
                HttpClient.newBuilder().connectTimeout(properties.report().timeout()));
        return new HttpReporter(client, clock, properties.report().timeout());
    }

    @Bean
    RunningGroups runningGroups(
            TargetSharderProperties properties,
            TargetSources sources,
            ObjectProvider<ConsulApi> consul,
            Probe collectorProbe,
            Reporter reporter,
            ServedLists served,
            Encodings encodings,
            ExecutorService reportThreads,
            Signal signal,
            Surroundings surroundings) {
        GroupAssembly assembly = new GroupAssembly(
                properties,
                sources,
                consul.stream().findFirst(),
                collectorProbe,
                reporter,
                served,
                encodings,
                reportThreads,
                signal,
                surroundings);
        return new RunningGroups(assembly, () -> nothing(properties, surroundings.clock()), served::configured);
    }

    @Bean
    Snapshots snapshots(Leading leading, ExecutorService snapshotThread) {
        return new Snapshots(leading.store(), snapshotThread);
    }

    @Bean
    Reconciler reconciler(Leading leading, Snapshots snapshots, RunningGroups groups, Signal signal, Clock clock) {
        return new Reconciler(leading.leadership(), snapshots, groups, signal, clock);
    }

    @Bean
    SharderLifecycle sharderLifecycle(
            Leading leading,
            Snapshots snapshots,
            Reconciler reconciler,
            GroupsConfig groups,
            Signal signal,
            TargetSharderProperties properties,
            Surroundings surroundings) {
        return new SharderLifecycle(
                leading, snapshots, reconciler, groups, signal, properties.reloadInterval(), surroundings);
    }

    private static Inheritance nothing(TargetSharderProperties properties, Clock clock) {
        HandoverHistory history = HandoverHistory.startingAt(
                clock.instant(),
                properties.history().moves(),
                properties.history().age());
        return new Inheritance(GroupState.beginning(history), Orders.NONE);
    }
}
