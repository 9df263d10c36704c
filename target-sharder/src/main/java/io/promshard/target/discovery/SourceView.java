package io.promshard.target.discovery;

import io.promshard.target.model.DiscoveredTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a source at a moment.
 *
 * @param targets its last good answer: sorted, each once
 * @param version grows when these change and with the first answer; 0 as long as there was none
 * @param lastSuccess when it was read without an error last, whether or not the answer was believed
 * @param failures in a row up to now
 * @param lastError why it failed last; empty if it did not
 * @param held the answer that is not believed yet
 * @param withoutAddress how many targets of the last good answer had no address, and were left out as Prometheus does
 */
public record SourceView(
        List<DiscoveredTarget> targets,
        long version,
        Optional<Instant> lastSuccess,
        int failures,
        String lastError,
        Optional<Held> held,
        int withoutAddress) {

    /** Of a source that never answered. */
    public static final SourceView NONE = new SourceView(List.of(), 0, Optional.empty(), 0, "", Optional.empty(), 0);

    public SourceView {
        targets = List.copyOf(targets);
    }

    /** Whether it ever answered, so that no targets means that there are none. */
    public boolean answered() {
        return version > 0;
    }

    /**
     * An answer that lost too much to be believed at once.
     *
     * @param since when the source began to answer like that
     * @param until when it is believed if the source stands by it
     */
    public record Held(List<DiscoveredTarget> targets, Instant since, Instant until, String why) {

        public Held {
            targets = List.copyOf(targets);
        }
    }
}
