package io.promshard.shard.config;

import io.promshard.shard.loop.Surroundings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Time, chance, a timer, who may ask, and Consul where it is used: what every application needs, whatever it watches. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessProperties.class, ConsulProperties.class})
@Import({AccessConfiguration.class, ConsulConfiguration.class, SelfRegistrationConfiguration.class})
public class ShardBaseConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Surroundings surroundings(Clock clock) {
        return Surroundings.of(clock, new SecureRandom());
    }

    @Bean
    TowardsFactory towardsFactory(SslBundles bundles) {
        return new TowardsFactory(bundles);
    }

    /** Runs what must happen later; nothing on it may block. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService shardTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("shard-timer").daemon().factory());
    }
}
