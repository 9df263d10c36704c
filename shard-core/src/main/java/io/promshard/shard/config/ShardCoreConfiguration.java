package io.promshard.shard.config;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.metrics.MembershipMetrics;
import io.promshard.shard.routing.RingViews;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Membership, health and ring as beans, whatever the source of the members. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsulProperties.class)
@Import({ConsulConfiguration.class, SelfRegistrationConfiguration.class})
public class ShardCoreConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    LiveMembership membership(Clock clock) {
        return new LiveMembership(clock);
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
