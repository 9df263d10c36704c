package io.promshard.target.config;

import io.promshard.shard.config.MembershipHealthIndicator;
import io.promshard.target.web.Readiness;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The groups in health: up while all are published and nothing fails. Degraded is still 200: what was published stays, and a check that
 * took the sharder out of service would make it worse.
 */
final class GroupsHealthIndicator implements HealthIndicator {

    private final Readiness readiness;

    GroupsHealthIndicator(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Health health() {
        Map<String, String> unpublished = readiness.unpublished();
        List<String> troubles = readiness.troubles();
        boolean well = unpublished.isEmpty() && troubles.isEmpty();
        return Health.status(well ? Status.UP : MembershipHealthIndicator.DEGRADED)
                .withDetail("unpublished", unpublished)
                .withDetail("troubles", troubles)
                .build();
    }
}
