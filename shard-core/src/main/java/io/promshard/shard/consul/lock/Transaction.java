package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulJson;
import io.promshard.shard.consul.ConsulReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Operations on keys that Consul makes all or none of, in order.
 *
 * @see <a href="https://developer.hashicorp.com/consul/api-docs/txn">Consul: transactions</a>
 */
final class Transaction {

    private static final int CONFLICT = 409;
    private static final TypeReference<Errors> ERRORS = new TypeReference<>() {};

    private final List<Map<String, Object>> operations = new ArrayList<>();

    /** Goes on only if that session holds that key. */
    Transaction checkSession(String key, String session) {
        return add(Map.of("Verb", "check-session", "Key", key, "Session", session));
    }

    /** Goes on only if the key has not changed since; version 0 stands for a key that is not there, and makes it. */
    Transaction checkVersion(String key, long version) {
        return version == 0
                ? add(Map.of("Verb", "cas", "Key", key, "Index", 0, "Value", new byte[0]))
                : add(Map.of("Verb", "check-index", "Key", key, "Index", version));
    }

    Transaction lock(String key, byte[] value, String session) {
        return add(Map.of("Verb", "lock", "Key", key, "Value", value, "Session", session));
    }

    Transaction unlock(String key, byte[] value, String session) {
        return add(Map.of("Verb", "unlock", "Key", key, "Value", value, "Session", session));
    }

    Transaction set(String key, byte[] value) {
        return add(Map.of("Verb", "set", "Key", key, "Value", value));
    }

    Transaction deleteTree(String prefix) {
        return add(Map.of("Verb", "delete-tree", "Key", prefix));
    }

    private Transaction add(Map<String, Object> operation) {
        operations.add(Map.of("KV", operation));
        return this;
    }

    /**
     * Makes them.
     *
     * @return false if one of them does not hold or is not possible now: then nothing was done
     * @throws Refused if the token may not
     */
    boolean commit(ConsulApi api, Duration timeout) throws ConsulException, InterruptedException {
        byte[] body = ConsulJson.write(operations).getBytes(StandardCharsets.UTF_8);
        ConsulReply reply = api.ask("PUT", "/v1/txn", body, timeout, CONFLICT);
        if (!reply.ok()) {
            refuseWhatIsForbidden(ConsulJson.read(reply.text(), ERRORS));
        }
        return reply.ok();
    }

    private static void refuseWhatIsForbidden(Errors errors) throws Refused {
        for (Failure failure : errors.errors == null ? List.<Failure>of() : errors.errors) {
            if (failure.what != null && failure.what.contains("Permission denied")) {
                throw new Refused("PUT /v1/txn: " + failure.what);
            }
        }
    }

    private record Errors(@Nullable List<Failure> errors) {}

    private record Failure(int opIndex, @Nullable String what) {}
}
