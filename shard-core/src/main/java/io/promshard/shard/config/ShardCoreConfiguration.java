package io.promshard.shard.config;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.CautiousMembership;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.metrics.MembershipMetrics;
import io.promshard.shard.routing.RingViews;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Membership, health and ring as beans, whatever the source of the members. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MembershipProperties.class)
@Import(ShardBaseConfiguration.class)
public class ShardCoreConfiguration {

    /** What the source writes. */
    @Bean
    LiveMembership sourceMembership(Clock clock) {
        return new LiveMembership(clock);
    }

    /** What everybody else reads. */
    @Bean
    @Primary
    CautiousMembership membership(
            LiveMembership source, MembershipProperties properties, Clock clock, ScheduledExecutorService shardTimer) {
        return new CautiousMembership(source, properties.grace(), clock, shardTimer);
    }

    @Bean
    HealthTracker healthTracker() {
        return new HealthTracker();
    }

    @Bean
    RingViews ringViews(Membership membership, HealthTracker health) {
        RingViews views = new RingViews(health);
        membership.subscribe(views::update);
        return views;
    }

    @Bean
    MeterBinder membershipMetrics(Membership membership, RingViews views) {
        return new MembershipMetrics(membership, views);
    }

    @Bean
    MembershipHealthIndicator membershipHealthIndicator(Membership membership, RingViews views) {
        return new MembershipHealthIndicator(membership, views);
    }
}
