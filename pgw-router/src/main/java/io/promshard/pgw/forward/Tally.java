package io.promshard.pgw.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What has become of the copies of one push. Thread-safe: each copy's thread writes its end, the client's waits until it can be answered. */
final class Tally {

    private final Ack ack;
    private final @Nullable End[] ends;

    Tally(CopySettings settings) {
        this.ack = settings.ack();
        this.ends = new End[settings.replicas()];
    }

    /**
     * How one copy ended.
     *
     * @param answer for the client, if this one is chosen
     */
    record End(CopyExchange answer, Outcome outcome) {

        Fate fate() {
            if (!outcome.complete() || outcome.status() >= 500) {
                return Fate.FAILED;
            }
            return outcome.status() < 300 ? Fate.TAKEN : Fate.REFUSED;
        }
    }

    /** Returns whether it was the last. */
    synchronized boolean ended(int copy, End end) {
        ends[copy] = end;
        notifyAll();
        return ended().size() == ends.length;
    }

    /** How many gateways took the push so far. */
    synchronized int taken() {
        return (int) ended().stream().filter(is(Fate.TAKEN)).count();
    }

    /** Blocks until what follows from {@link Ack} cannot change any more. */
    synchronized void await() throws InterruptedException {
        while (ended().size() < ends.length && !(ack == Ack.ONE && taken() > 0)) {
            wait();
        }
    }

    private List<End> ended() {
        return Arrays.stream(ends)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static Predicate<End> is(Fate fate) {
        return end -> end.fate() == fate;
    }

    /**
     * Answers the client: by a gateway's own answer where one decides. A refusal weighs more than a failure, since trying again will not
     * help, and with {@link Ack#ALL} both weigh more than a success elsewhere.
     */
    Outcome answer(Exchange exchange, ForwardSettings settings) throws IOException {
        List<Fate> order = ack == Ack.ONE
                ? List.of(Fate.TAKEN, Fate.REFUSED, Fate.FAILED)
                : List.of(Fate.REFUSED, Fate.FAILED, Fate.TAKEN);
        List<End> now = snapshot();
        End decisive = order.stream()
                .flatMap(fate -> now.stream().filter(is(fate)))
                .findFirst()
                .orElseThrow();
        if (!decisive.outcome().complete()) {
            return decisive.outcome();
        }
        boolean partly = decisive.fate() == Fate.FAILED && now.stream().anyMatch(is(Fate.TAKEN));
        if (partly) {
            return Answers.partly(exchange, decisive.outcome().status(), reason(now, decisive), settings);
        }
        decisive.answer().relay(exchange);
        return decisive.outcome();
    }

    private synchronized List<End> snapshot() {
        return new ArrayList<>(ended());
    }

    private static String reason(List<End> ends, End failed) {
        List<String> takers = ends.stream()
                .filter(is(Fate.TAKEN))
                .map(end -> end.outcome().gateway())
                .toList();
        return "only " + String.join(", ", takers) + " took the push, and pgw-router.ack is all: "
                + failed.answer().text();
    }
}
