package io.promshard.target.leadership;

import java.time.Clock;

/** Of a sharder without Consul: it always decides. */
public final class SingleLeadership implements Leadership {

    private final Role role;

    /** @param lastTerm of what it wrote before its restart, 0 if nothing is left of that */
    public SingleLeadership(long lastTerm, Clock clock) {
        this.role = new Role.Alone(Math.max(lastTerm + 1, clock.instant().getEpochSecond()));
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public void start(RoleListener listener) {
        listener.changed(role);
    }

    @Override
    public void close() {}
}
