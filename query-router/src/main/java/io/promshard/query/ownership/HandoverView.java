package io.promshard.query.ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a sharder has told of the moves of targets. Immutable.
 *
 * @param upTo when it was asked; what happened later is not known
 * @param since before it there may be moves that nobody knows of any more
 * @param echo how long after a move a series may still be seen on its old collector
 * @param handovers under way at some moment of that time
 * @param changes when collectors came, went, or failed
 */
public record HandoverView(
        Instant upTo, Instant since, Duration echo, List<Handover> handovers, List<Instant> changes) {

    /** How far the clocks of sharder, collectors and router may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** A move takes some 500 bytes. */
    private static final int MOST = 50_000;

    public HandoverView {
        handovers = List.copyOf(handovers);
        changes = List.copyOf(changes);
    }

    /** Whether each series was on one collector and the same throughout a time, which ends before {@link #upTo}. */
    public boolean isClear(Instant from, Instant to) {
        Instant first = from.minus(echo).minus(SKEW);
        Instant last = to.plus(SKEW);
        return !first.isBefore(since)
                && handovers.stream().noneMatch(handover -> handover.isWithin(first, last))
                && changes.stream().noneMatch(change -> !change.isBefore(first) && !change.isAfter(last));
    }

    /**
     * With what is told later.
     *
     * @param asked from when on that tells of everything
     * @param oldest what ended before is forgotten
     */
    HandoverView with(HandoverView later, Instant asked, Instant oldest) {
        Stream<Handover> ended = handovers.stream()
                .filter(handover -> handover.removed() != null
                        && handover.removed().isBefore(asked)
                        && !handover.removed().isBefore(oldest));
        Stream<Instant> before = changes.stream().filter(change -> change.isBefore(asked) && !change.isBefore(oldest));
        Instant complete = later.since.isAfter(asked) ? later.since : since;
        return new HandoverView(
                        later.upTo,
                        complete.isBefore(oldest) ? oldest : complete,
                        later.echo,
                        Stream.concat(ended, later.handovers.stream()).toList(),
                        Stream.concat(before, later.changes.stream()).toList())
                .bounded();
    }

    /** Of more than it may have, it has what is told last, and knows nothing of before that. */
    private HandoverView bounded() {
        if (handovers.size() <= MOST && changes.size() <= MOST) {
            return this;
        }
        int surplus = Math.max(0, handovers.size() - MOST);
        int surplusChanges = Math.max(0, changes.size() - MOST);
        Instant known = Stream.concat(
                        handovers.subList(0, surplus).stream()
                                .map(handover -> handover.removed() == null ? upTo : handover.removed()),
                        changes.subList(0, surplusChanges).stream())
                .reduce(since, (a, b) -> a.isAfter(b) ? a : b);
        return new HandoverView(
                upTo,
                known.plusMillis(1),
                echo,
                handovers.subList(surplus, handovers.size()),
                changes.subList(surplusChanges, changes.size()));
    }
}
