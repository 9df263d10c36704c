package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** What Consul answered, as bytes, with the status that the asker said it can take. */
public final class ConsulReply {

    private final int status;
    private final byte[] bytes;
    private final OptionalLong index;
    private final boolean filtered;

    /** @param index of {@code X-Consul-Index}, where it has one */
    ConsulReply(int status, byte[] bytes, OptionalLong index, boolean filtered) {
        this.status = status;
        this.bytes = bytes;
        this.index = index;
        this.filtered = filtered;
    }

    public boolean ok() {
        return status == 200;
    }

    /** Not a copy: to be read only. */
    public byte[] bytes() {
        return bytes;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * To wait from for the next change. Consul promises one above 0, and a query for 0 would not block.
     *
     * @throws Refused if there is none
     */
    public long waitIndex() throws Refused {
        return Math.max(1, index.orElseThrow(() -> new Refused("the answer has no X-Consul-Index: is it Consul's?")));
    }

    /** Whether Consul left out what the token may not read; it says so from 1.11 on. */
    boolean filtered() {
        return filtered;
    }
}
