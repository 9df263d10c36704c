package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a push, or one copy of it, from gateway to gateway until its exchange has an answer. Thread-safe. */
final class Tries {

    private final ForwardSettings settings;
    private final ForwardListener listener;

    Tries(ForwardSettings settings, ForwardListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Blocks until there is an answer.
     *
     * @param untried where the next gateway comes from
     * @param deadline over all gateways, on the clock of the forwarder
     */
    Outcome run(Exchange exchange, PushBody body, Untried untried, long deadline, Way way) throws IOException {
        List<String> tried = new ArrayList<>();
        for (@Nullable Member gateway = untried.next(); gateway != null; gateway = untried.next()) {
            switch (way.take(new Turn(exchange, gateway, body, deadline, untried.isEmpty()))) {
                case Step.Done(Outcome outcome) -> {
                    return outcome;
                }
                case Step.Next(String kind, String reason) -> {
                    tried.add(gateway.id() + ": " + reason);
                    if (!untried.isEmpty()) {
                        listener.failedOver(kind);
                    }
                }
            }
        }
        return Answers.unavailable(exchange, reason(tried), settings);
    }

    private static String reason(List<String> tried) {
        return tried.isEmpty()
                ? "no other gateway is there to take a copy of the push"
                : "no gateway took the push: " + String.join("; ", tried);
    }

    /** How a push takes its turn at a gateway. */
    @FunctionalInterface
    interface Way {
        Step take(Turn turn) throws IOException;
    }
}
