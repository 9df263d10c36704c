package io.promshard.target.web;

import io.promshard.target.discovery.SourceStatus;
import io.promshard.target.discovery.SourceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source of a job.
 *
 * @param index its place in the job, from 0
 * @param state waiting for its first answer, good, failing or held
 * @param targets of its last good answer
 * @param lastSuccess null if it never answered
 * @param failures in a row
 * @param error of the last failure; empty if it does not fail
 * @param withoutAddress targets that were left out since they have no address
 * @param held the answer that is not believed yet; null if there is none
 */
record SourceLine(
        int index,
        String source,
        String state,
        int targets,
        @Nullable Instant lastSuccess,
        int failures,
        String error,
        int withoutAddress,
        @Nullable Held held) {

    /** An answer that lost too much. */
    record Held(int targets, Instant since, Instant until, String why) {
        private static Held of(SourceView.Held held) {
            return new Held(held.targets().size(), held.since(), held.until(), held.why());
        }
    }

    static SourceLine of(SourceStatus status) {
        SourceView view = status.view();
        return new SourceLine(
                status.index(),
                status.source(),
                state(view),
                view.targets().size(),
                view.lastSuccess().orElse(null),
                view.failures(),
                view.lastError(),
                view.withoutAddress(),
                view.held().map(Held::of).orElse(null));
    }

    private static String state(SourceView view) {
        if (view.held().isPresent()) {
            return "held";
        }
        return view.failures() > 0 ? "failing" : view.answered() ? "good" : "waiting";
    }
}
