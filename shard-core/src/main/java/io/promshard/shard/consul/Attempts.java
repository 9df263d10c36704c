package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several requests of one round: a refusal does not keep the others from being made, silence does. */
final class Attempts {

    private final List<String> refusedIds = new ArrayList<>();
    private @Nullable Refused first;

    /** @throws ConsulException.Unreachable as the request does; a refusal is kept for later */
    void attempt(String id, Request request) throws ConsulException, InterruptedException {
        try {
            request.send();
        } catch (Refused refused) {
            refusedIds.add(id);
            first = first == null ? refused : first;
        }
    }

    List<String> refusedIds() {
        return List.copyOf(refusedIds);
    }

    /** @throws Refused the first refusal, if there was one */
    void conclude() throws Refused {
        if (first != null) {
            throw first;
        }
    }

    /** One of them. */
    @FunctionalInterface
    interface Request {
        void send() throws ConsulException, InterruptedException;
    }
}
