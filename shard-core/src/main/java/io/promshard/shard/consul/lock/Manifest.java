package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * What a value consists of: written last, read first.
 *
 * @param id of this writing of the value; its chunks are stored under it
 * @param length in bytes
 * @param checksum CRC-32C of all bytes
 */
record Manifest(String id, int chunks, int length, long checksum) {

    static final int MOST_CHUNKS = 256;

    private static final int VERSION = 1;
    private static final TypeReference<Raw> RAW = new TypeReference<>() {};

    static Manifest of(String id, byte[] content, int chunks) {
        return new Manifest(id, chunks, content.length, checksum(content));
    }

    boolean describes(byte[] content) {
        return content.length == length && checksum(content) == checksum;
    }

    byte[] json() {
        return ConsulJson.write(
                        Map.of("version", VERSION, "id", id, "chunks", chunks, "length", length, "checksum", checksum))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Refused if it is not one, or one of another version */
    static Manifest parse(String json) throws Refused {
        Raw raw = ConsulJson.read(json, RAW);
        if (raw.version != VERSION) {
            throw new Refused("it has version " + raw.version + ", but only " + VERSION + " is known");
        }
        if (raw.id == null || !raw.id.matches("[0-9a-z-]{1,64}") || raw.chunks < 0 || raw.chunks > MOST_CHUNKS) {
            throw new Refused("its manifest makes no sense: " + raw);
        }
        return new Manifest(raw.id, raw.chunks, raw.length, raw.checksum);
    }

    private static long checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return crc.getValue();
    }

    private record Raw(int version, @Nullable String id, int chunks, int length, long checksum) {}
}
