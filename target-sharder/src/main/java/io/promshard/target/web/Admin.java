package io.promshard.target.web;

import io.promshard.target.leadership.Leadership;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Says whether an order is taken here. */
@Component
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "sharder", matchIfMissing = true)
final class Admin {

    private final Leadership leadership;
    private final boolean enabled;

    Admin(Leadership leadership, @Value("${target-sharder.admin.enabled:false}") boolean enabled) {
        this.leadership = leadership;
        this.enabled = enabled;
    }

    /** Refuses what may not be ordered over HTTP. */
    void requireEnabled() {
        if (!enabled) {
            throw RefusedException.forbidden(
                    "orders are not taken over HTTP: set target-sharder.admin.enabled=true to have them taken");
        }
    }

    /** Refuses what only who decides can do. */
    void requireLeader() {
        requireEnabled();
        RoleView role = RoleView.of(leadership.role());
        if (role.leader() != null) {
            throw RefusedException.conflict("this sharder does not decide, the leader at " + role.leader() + " does");
        }
        if (!role.decides()) {
            throw RefusedException.unavailable("this sharder does not decide: " + role.reason());
        }
    }
}
