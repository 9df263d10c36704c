package io.promshard.pgw.web;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Asks all live gateways one thing at once, and keeps who did not answer and why. */
public final class GatewayFanOut {

    private final ExecutorService executor;
    private final HealthTracker health;

    public GatewayFanOut(ExecutorService executor, HealthTracker health) {
        this.executor = executor;
        this.health = health;
    }

    Answers ask(RingView ring, Question question) throws InterruptedException {
        Map<String, Future<byte[]>> asked = new LinkedHashMap<>();
        Map<String, byte[]> answers = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (int node = 0; node < ring.members().size(); node++) {
            Member gateway = ring.members().get(node);
            if (ring.isLive(node)) {
                asked.put(gateway.id(), executor.submit(() -> question.of(gateway)));
            } else {
                failures.add(gateway.id() + " is " + GatewayStates.of(ring, node, health));
            }
        }
        for (Map.Entry<String, Future<byte[]>> answer : asked.entrySet()) {
            try {
                answers.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                failures.add(
                        String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            }
        }
        return new Answers(answers, failures);
    }

    /** What one gateway is asked. */
    @FunctionalInterface
    interface Question {
        byte[] of(Member gateway) throws IOException, InterruptedException;
    }

    /**
     * What came back.
     *
     * @param bodies by the gateway's id
     * @param failures of the others, each with its name
     */
    record Answers(Map<String, byte[]> bodies, List<String> failures) {}
}
