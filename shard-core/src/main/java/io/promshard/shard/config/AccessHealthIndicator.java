package io.promshard.shard.config;

import io.promshard.shard.access.Gatekeeper;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says in health whether the files of users and tokens can be used as they are now. */
final class AccessHealthIndicator implements HealthIndicator {

    private final Gatekeeper gatekeeper;

    AccessHealthIndicator(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    @Override
    public Health health() {
        List<String> troubles = gatekeeper.troubles();
        return troubles.isEmpty()
                ? Health.up().build()
                : Health.status(MembershipHealthIndicator.DEGRADED)
                        .withDetail("troubles", troubles)
                        .build();
    }
}
