package io.promshard.shard.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the membership, whatever its source.
 *
 * @param grace how long a member that was usable may be called critical, or all may vanish at once, before it is believed. Longer
 *     than the interval of Consul's checks, so that a restarted Consul has looked
 */
@ConfigurationProperties(prefix = "promshard.membership", ignoreUnknownFields = false)
public record MembershipProperties(@DefaultValue("15s") Duration grace) {

    public MembershipProperties {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("promshard.membership.grace must not be negative, got: " + grace);
        }
    }
}
