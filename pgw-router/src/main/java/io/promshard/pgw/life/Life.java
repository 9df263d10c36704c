package io.promshard.pgw.life;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One gateway's life until now.
 *
 * @param since when it came to be in this state
 * @param process that it was when it was up; empty if that is not known
 * @param returns when it came back within the window, latest last
 */
public record Life(State state, Instant since, String process, List<Instant> returns) {

    public Life {
        returns = List.copyOf(returns);
    }

    /** Of a gateway that is seen for the first time, and was not known to be in quarantine. */
    public static Life begin(Instant now) {
        return new Life(State.UP, now, "", List.of());
    }

    /** Of one that was in quarantine before anybody here looked at it. */
    public static Life away(Instant now) {
        return new Life(State.DOWN, now, "", List.of());
    }

    /** What follows from a sign. The same sign twice changes nothing but by time. */
    public Life after(Sign sign, Instant now, Patience patience) {
        if (!sign.member()) {
            return state == State.LEFT ? this : to(State.LEFT, now);
        }
        return switch (state) {
            case UP -> sign.well() ? stillUp(sign, now, patience) : to(State.SUSPECT, now);
            case SUSPECT -> sign.well() ? back(sign, now, patience) : downIfLong(now, patience);
            case DOWN, LEFT -> sign.well() ? returning(now, patience) : to(State.DOWN, now);
            case RETURNING -> sign.well() ? admitted(sign, now, patience) : to(State.DOWN, now);
        };
    }

    /** A restart may be over before anybody sees a failure. */
    private Life stillUp(Sign sign, Instant now, Patience patience) {
        return isSame(sign) ? withProcess(sign.process()) : returning(now, patience);
    }

    private boolean isSame(Sign sign) {
        return process.isEmpty() || sign.process().isEmpty() || process.equals(sign.process());
    }

    private Life downIfLong(Instant now, Patience patience) {
        return now.isBefore(since.plus(patience.downAfter())) ? this : to(State.DOWN, now);
    }

    /** The same process has all that it had, and nobody else has had its groups for long. */
    private Life back(Sign sign, Instant now, Patience patience) {
        boolean soon = now.isBefore(since.plus(patience.downAfter()));
        return soon && isSame(sign) ? to(State.UP, now).withProcess(sign.process()) : returning(now, patience);
    }

    private Life returning(Instant now, Patience patience) {
        Instant oldest = now.minus(patience.window());
        List<Instant> recent = Stream.concat(returns.stream().filter(oldest::isBefore), Stream.of(now))
                .toList();
        return new Life(State.RETURNING, now, process, recent);
    }

    private Life admitted(Sign sign, Instant now, Patience patience) {
        boolean stayed = !now.isBefore(since.plus(patience.after(returns.size())));
        return sign.needed() || (sign.clean() && stayed) ? to(State.UP, now).withProcess(sign.process()) : this;
    }

    private Life to(State next, Instant now) {
        return state == next ? this : new Life(next, now, process, returns);
    }

    private Life withProcess(String seen) {
        return seen.isEmpty() || seen.equals(process) ? this : new Life(state, since, seen, returns);
    }
}
