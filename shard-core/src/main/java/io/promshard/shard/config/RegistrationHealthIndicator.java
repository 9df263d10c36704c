package io.promshard.shard.config;

import io.promshard.shard.consul.RegistrarStatus;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says in health whether what should stand in Consul stands there. */
public final class RegistrationHealthIndicator implements HealthIndicator {

    private final Supplier<RegistrarStatus> status;

    public RegistrationHealthIndicator(Supplier<RegistrarStatus> status) {
        this.status = status;
    }

    @Override
    public Health health() {
        RegistrarStatus now = status.get();
        Health.Builder health = now.registered() ? Health.up() : Health.status(MembershipHealthIndicator.DEGRADED);
        now.lastSuccess().ifPresent(at -> health.withDetail("lastSuccess", at.toString()));
        now.lastError().ifPresent(error -> health.withDetail("error", error));
        if (!now.missing().isEmpty()) {
            health.withDetail("missing", now.missing());
        }
        return health.build();
    }
}
