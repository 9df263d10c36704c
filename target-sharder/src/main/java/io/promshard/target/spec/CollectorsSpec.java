package io.promshard.target.spec;

import io.promshard.target.model.Collector;
import java.time.Duration;
import java.util.List;

/**
 * Who belongs to a group, and when who counts.
 *
 * @param service the collectors' service in Consul; empty if they are listed
 * @param listed the collectors themselves, watched by our own probes, where there is no service
 * @param least how many must be there before the first distribution
 * @param settle how long the members must have stayed the same before the first distribution, and before a new one counts
 * @param failGrace how long a collector may fail its checks before others take its targets
 * @param retention how long a drained collector is kept in answers, for its history
 */
public record CollectorsSpec(
        String service, List<Collector> listed, int least, Duration settle, Duration failGrace, Duration retention) {

    public CollectorsSpec {
        listed = List.copyOf(listed);
    }
}
