package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Who holds a lock, or held it last: the lock's value.
 *
 * @param term grows with each change of the holder
 */
public record LockHolder(String id, String address, long term) {

    private static final TypeReference<Raw> RAW = new TypeReference<>() {};

    byte[] json() {
        return ConsulJson.write(Map.of("id", id, "address", address, "term", term))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if it is not ours: somebody may have written to the key by hand. */
    static Optional<LockHolder> parse(byte[] json) {
        try {
            Raw raw = ConsulJson.read(new String(json, StandardCharsets.UTF_8), RAW);
            return Optional.of(new LockHolder(text(raw.id), text(raw.address), raw.term));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private record Raw(@Nullable String id, @Nullable String address, long term) {}
}
