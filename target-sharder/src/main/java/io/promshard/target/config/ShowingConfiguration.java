package io.promshard.target.config;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.groups.GroupsConfig;
import io.promshard.target.groups.GroupsMetrics;
import io.promshard.target.leadership.Leadership;
import io.promshard.target.metrics.SharderMetrics;
import io.promshard.target.reconcile.Reconciler;
import io.promshard.target.reconcile.RunningGroups;
import io.promshard.target.reconcile.Snapshots;
import io.promshard.target.web.Readiness;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API, health and metrics show of a sharder. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "sharder", matchIfMissing = true)
class ShowingConfiguration {

    /** Ended by the lifecycle, in its order. */
    @Bean(destroyMethod = "")
    Leadership leadership(Leading leading) {
        return leading.leadership();
    }

    @Bean
    Readiness readiness(RunningGroups groups, GroupsConfig config, Leadership leadership, Snapshots snapshots) {
        return new Readiness(groups, config, leadership, snapshots);
    }

    @Bean
    HealthIndicator groupsHealthIndicator(Readiness readiness) {
        return new GroupsHealthIndicator(readiness);
    }

    @Bean
    MeterBinder groupsMetrics(GroupsConfig config) {
        return new GroupsMetrics(config);
    }

    @Bean
    MeterBinder sharderMetrics(Reconciler reconciler, RunningGroups groups, Leadership leadership, AgentDesk agents) {
        return new SharderMetrics(reconciler, groups, leadership, agents);
    }
}
