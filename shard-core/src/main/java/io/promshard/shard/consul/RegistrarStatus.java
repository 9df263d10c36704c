package io.promshard.shard.consul;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a registration stands, for health.
 *
 * @param lastSuccess when all was last found to be as it shall be
 * @param missing ids that are not registered as they shall be, as far as known
 * @param lastError why the latest round failed, without the token; empty if it did not
 */
public record RegistrarStatus(Optional<Instant> lastSuccess, List<String> missing, Optional<String> lastError) {

    /** Before the first round. */
    static final RegistrarStatus NONE = new RegistrarStatus(Optional.empty(), List.of(), Optional.empty());

    public RegistrarStatus {
        missing = List.copyOf(missing);
    }

    /** Whether the latest round left all as it shall be. */
    public boolean registered() {
        return lastSuccess.isPresent() && missing.isEmpty() && lastError.isEmpty();
    }

    RegistrarStatus succeeded(Instant now) {
        return new RegistrarStatus(Optional.of(now), List.of(), Optional.empty());
    }

    RegistrarStatus failed(String error) {
        return new RegistrarStatus(lastSuccess, missing, Optional.of(error));
    }

    RegistrarStatus missing(List<String> ids) {
        return new RegistrarStatus(lastSuccess, ids, lastError);
    }
}
