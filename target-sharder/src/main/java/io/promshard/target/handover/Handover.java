package io.promshard.target.handover;

import io.promshard.target.assign.Assignment;
import io.promshard.target.collector.CollectorStates;
import io.promshard.target.report.Reports;
import io.promshard.target.spec.HandoverSpec;
import java.time.Instant;

/**
 * Brings a layout to an assignment in such steps that a target which is scraped stays scraped.
 *
 * <p>A key is given to its new collector first. It is taken from the old one when the new one's own report says that it scrapes at least
 * what the old one does. New keys are given and vanished ones taken at once; keys of the dead are given at once, too, but are only taken
 * from them when others scrape.
 */
public final class Handover {

    private Handover() {}

    /**
     * One step; to be called at each change, and every {@link HandoverSpec#batch} while moves are open. Costs a few nanoseconds a key
     * where nothing changes.
     *
     * @param desired a key that it does not know stays as it is, and so does one that is unplaced in it
     * @param present keys that are not there are taken from everybody; of those that may be nothing changes
     */
    public static Step step(
            Layout before,
            Assignment desired,
            Presence present,
            CollectorStates states,
            Reports reports,
            Instant now,
            HandoverSpec spec) {
        return new Walk(before, desired, present, new Sights(states, reports, now, spec), spec).run();
    }
}
