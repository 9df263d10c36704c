package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulJson;
import io.promshard.shard.consul.ConsulReply;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * The lock's key as Consul has it.
 *
 * @param session that holds it, empty for none
 * @param version Consul's index of its last change, 0 if there is no such key
 * @param index to wait from for the next change
 */
record LockEntry(Optional<LockHolder> holder, String session, long version, long index) {

    private static final TypeReference<List<Raw>> RAW = new TypeReference<>() {};

    static LockEntry of(ConsulReply reply) throws ConsulException {
        long index = reply.waitIndex();
        if (!reply.ok()) {
            return new LockEntry(Optional.empty(), "", 0, index);
        }
        List<Raw> entries = ConsulJson.read(reply.text(), RAW);
        if (entries.size() != 1) {
            throw new Refused("Consul answered " + entries.size() + " entries for one key");
        }
        Raw raw = entries.getFirst();
        return new LockEntry(
                raw.value == null ? Optional.empty() : LockHolder.parse(raw.value),
                raw.session == null ? "" : raw.session,
                raw.modifyIndex,
                index);
    }

    boolean exists() {
        return version > 0;
    }

    boolean isFree() {
        return session.isEmpty();
    }

    long term() {
        return holder.map(LockHolder::term).orElse(0L);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Raw(byte @Nullable [] value, @Nullable String session, long modifyIndex) {}
}
