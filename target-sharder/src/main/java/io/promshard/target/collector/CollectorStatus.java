package io.promshard.target.collector;

import io.promshard.target.model.Collector;
import java.time.Instant;
import java.util.List;

/**
 * A collector and how far it counts.
 *
 * @param since when it came into this state
 * @param wellSince since when its checks have passed without a break; {@link Instant#MAX} while they fail
 * @param failingSince since when its checks have failed without a break; {@link Instant#MAX} while they pass
 * @param deaths when it died of late, oldest first: whoever dies often has to be well for longer before it counts again
 * @param member whether the membership named it when it was last heard
 * @param reason for people: why it is in this state
 */
public record CollectorStatus(
        Collector collector,
        CollectorState state,
        Instant since,
        Instant wellSince,
        Instant failingSince,
        List<Instant> deaths,
        boolean member,
        String reason) {

    public CollectorStatus {
        deaths = List.copyOf(deaths);
    }

    CollectorStatus withDeaths(List<Instant> newDeaths) {
        return new CollectorStatus(collector, state, since, wellSince, failingSince, newDeaths, member, reason);
    }
}
