package io.promshard.target.collector;

import io.promshard.target.spec.CollectorsSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one collector, given what is seen of it.
 *
 * @param before with what was seen now: since when it is well or failing, and whether it is a member
 * @param toDrain whether it shall go, by order or by maintenance
 * @param holds whether it holds a key
 * @param grace how long it may fail
 * @param started whether targets are distributed
 */
record Fate(
        CollectorStatus before,
        boolean toDrain,
        boolean holds,
        Duration grace,
        boolean started,
        Instant now,
        CollectorsSpec spec) {

    /** Deaths longer ago than this are forgiven. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    /** The time to settle is doubled at most so often: to 64 times. */
    private static final int MOST_DOUBLINGS = 6;

    private static final int MOST_DEATHS = 16;

    /** What it becomes by an operator's orders alone. */
    static CollectorStatus ordered(CollectorStatus status, boolean draining, boolean holds, Instant now) {
        return switch (status.state()) {
            case LIVE, FAILING, RETURNING ->
                draining ? enter(status, CollectorState.DRAINING, now, "to be drained") : status;
            case DRAINING -> holds ? status : enter(status, CollectorState.DRAINED, now, "holds nothing any more");
            case JOINING, DEAD, DRAINED, GONE -> status;
        };
    }

    /** Empty if it is forgotten. */
    Optional<CollectorStatus> next() {
        return switch (before.state()) {
            case JOINING -> joining();
            case LIVE, FAILING ->
                Optional.of(toDrain && before.member() ? become(CollectorState.DRAINING, "to be drained") : counted());
            case DEAD -> Optional.of(dead());
            case RETURNING -> Optional.of(returning());
            case DRAINING -> Optional.of(draining());
            case DRAINED -> Optional.of(drained());
            case GONE -> gone();
        };
    }

    private Optional<CollectorStatus> joining() {
        if (!before.member()) {
            return holds ? Optional.of(die("left the service")) : Optional.empty();
        }
        if (toDrain) {
            return Optional.of(become(CollectorState.DRAINING, "to be drained"));
        }
        boolean settled = started && wellFor(spec.settle());
        return Optional.of(settled ? become(CollectorState.LIVE, "well since " + before.wellSince()) : before);
    }

    private CollectorStatus counted() {
        if (isWell()) {
            return before.state() == CollectorState.LIVE ? before : become(CollectorState.LIVE, "well again");
        }
        if (failedFor(grace)) {
            return die(complaint() + " since " + before.failingSince());
        }
        return before.state() == CollectorState.FAILING ? before : become(CollectorState.FAILING, complaint());
    }

    private CollectorStatus dead() {
        if (isWell()) {
            return become(CollectorState.RETURNING, "well again");
        }
        return before.member() || holds ? before : become(CollectorState.GONE, "left the service, holds nothing");
    }

    private CollectorStatus returning() {
        if (!isWell()) {
            return die(complaint() + " again");
        }
        if (toDrain) {
            return become(CollectorState.DRAINING, "to be drained");
        }
        boolean served = !now.isBefore(before.since().plus(quarantine()));
        return started && served ? become(CollectorState.LIVE, "well since " + before.wellSince()) : before;
    }

    private CollectorStatus draining() {
        if (!isWell() && failedFor(grace)) {
            return holds
                    ? die(complaint() + " since " + before.failingSince())
                    : become(CollectorState.DRAINED, "holds nothing any more");
        }
        if (!toDrain) {
            return become(isWell() ? CollectorState.LIVE : CollectorState.FAILING, "not to be drained any more");
        }
        return holds ? before : become(CollectorState.DRAINED, "holds nothing any more");
    }

    private CollectorStatus drained() {
        if (!before.member()) {
            return become(CollectorState.GONE, "left the service, holds nothing");
        }
        return toDrain || !isWell() ? before : become(CollectorState.RETURNING, "not to be drained any more");
    }

    private Optional<CollectorStatus> gone() {
        if (isWell()) {
            return Optional.of(become(CollectorState.RETURNING, "back in the service"));
        }
        boolean remembered = now.isBefore(before.since().plus(spec.retention()));
        return remembered ? Optional.of(before) : Optional.empty();
    }

    /** Doubled by each death of late but the first. */
    private Duration quarantine() {
        long deaths = before.deaths().stream().filter(this::isRemembered).count();
        return spec.settle().multipliedBy(1L << Math.clamp(deaths - 1, 0, MOST_DOUBLINGS));
    }

    private boolean isRemembered(Instant death) {
        return !death.plus(REMEMBERED).isBefore(now);
    }

    private boolean isWell() {
        return before.failingSince().equals(Instant.MAX);
    }

    private boolean wellFor(Duration time) {
        return isWell() && !now.isBefore(before.wellSince().plus(time));
    }

    private boolean failedFor(Duration time) {
        return !isWell() && !now.isBefore(before.failingSince().plus(time));
    }

    private String complaint() {
        return before.member() ? "its checks fail" : "left the service";
    }

    private CollectorStatus become(CollectorState state, String reason) {
        return enter(before, state, now, reason);
    }

    private CollectorStatus die(String reason) {
        List<Instant> deaths = new ArrayList<>(before.deaths());
        deaths.removeIf(death -> !isRemembered(death));
        deaths.add(now);
        List<Instant> bounded = deaths.subList(Math.max(0, deaths.size() - MOST_DEATHS), deaths.size());
        return enter(before.withDeaths(bounded), CollectorState.DEAD, now, reason);
    }

    private static CollectorStatus enter(CollectorStatus status, CollectorState state, Instant now, String reason) {
        return new CollectorStatus(
                status.collector(),
                state,
                now,
                status.wellSince(),
                status.failingSince(),
                status.deaths(),
                status.member(),
                reason);
    }
}
