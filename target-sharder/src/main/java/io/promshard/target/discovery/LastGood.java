package io.promshard.target.discovery;

import io.promshard.target.discovery.SourceView.Held;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.GuardSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is believed of a source. Its first answer always is. One that lost too much of the last good one is held until the
 * source has said so for a while, or an operator confirms it; a failure meanwhile, or a further loss as grave, begins the wait anew.
 * An answer with too many targets counts as a failure. A pure function.
 */
record LastGood(GuardSpec guard) {

    /** After the source answered. */
    SourceView answered(SourceView before, List<DiscoveredTarget> said, Instant now) {
        Answer answer = Answer.of(said);
        int size = answer.targets().size();
        if (size > guard.maxTargets()) {
            return failed(before, "it answered " + size + " targets, " + guard.maxTargets() + " are allowed", now);
        }
        if (!before.answered() || !losesTooMuch(before.targets(), answer.targets())) {
            return believed(before, answer, now);
        }
        Held held = held(before, answer.targets(), now);
        return now.isBefore(held.until()) ? withHeld(before, now, Optional.of(held)) : believed(before, answer, now);
    }

    /** After the source could not be read. */
    SourceView failed(SourceView before, String why, Instant now) {
        boolean expired =
                before.lastSuccess().stream().anyMatch(success -> !now.isBefore(success.plus(guard.keepFor())));
        boolean forgets = expired && !before.targets().isEmpty();
        return new SourceView(
                forgets ? List.of() : before.targets(),
                forgets ? before.version() + 1 : before.version(),
                before.lastSuccess(),
                before.failures() + 1,
                why,
                Optional.empty(),
                before.withoutAddress());
    }

    /** After an operator said that what is held is right; nothing happens if nothing is. */
    SourceView confirmed(SourceView before) {
        return before.held()
                .map(held -> new SourceView(
                        held.targets(),
                        before.version() + 1,
                        before.lastSuccess(),
                        before.failures(),
                        before.lastError(),
                        Optional.empty(),
                        before.withoutAddress()))
                .orElse(before);
    }

    private static SourceView believed(SourceView before, Answer answer, Instant now) {
        boolean same = before.answered() && before.targets().equals(answer.targets());
        return new SourceView(
                same ? before.targets() : answer.targets(),
                same ? before.version() : before.version() + 1,
                Optional.of(now),
                0,
                "",
                Optional.empty(),
                answer.withoutAddress());
    }

    private static SourceView withHeld(SourceView before, Instant now, Optional<Held> held) {
        return new SourceView(
                before.targets(), before.version(), Optional.of(now), 0, "", held, before.withoutAddress());
    }

    private Held held(SourceView before, List<DiscoveredTarget> targets, Instant now) {
        Instant since = before.held()
                .filter(held -> !losesTooMuch(held.targets(), targets))
                .map(Held::since)
                .orElse(now);
        Instant until = since.plus(guard.holdFor());
        String why = "%d of %d targets are left: believed if it still says so at %s, or once confirmed"
                .formatted(targets.size(), before.targets().size(), until);
        return new Held(targets, since, until, why);
    }

    /** By number, not by name: a new release may replace every address and is no loss. */
    private boolean losesTooMuch(List<DiscoveredTarget> before, List<DiscoveredTarget> now) {
        int lost = before.size() - now.size();
        return lost > 0 && lost >= guard.atLeast() && now.size() < guard.smallestRest() * before.size();
    }
}
