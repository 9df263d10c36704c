package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulJson;
import io.promshard.shard.consul.ConsulReply;
import io.promshard.shard.consul.lock.LockState.Held;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;

/**
 * A value of any size in Consul's key-value store that only the holder of a lock can write.
 *
 * <p>It is stored in chunks, since Consul takes half a megabyte at a time, each in a transaction that also checks that the session
 * still holds the lock. The manifest that names the chunks is written last, and the chunks of the value before stay until the next
 * one, so readers see the old value or the new one and never a mix.
 *
 * <pre>
 * key/manifest              {"id": "1732-8f3a", "chunks": 2, …}
 * key/chunk/1732-8f3a/0000
 * key/chunk/1732-8f3a/0001
 * </pre>
 */
public final class FencedValue {

    /** With base64 and its frame well below the 512 KiB that a transaction may have. */
    static final int CHUNK = 256 * 1024;

    private static final int NOT_FOUND = 404;

    /** A reader that is overtaken by writers this often gives up. */
    private static final int READS = 5;

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};
    private static final TypeReference<List<String>> KEYS = new TypeReference<>() {};
    private static final Logger log = LoggerFactory.getLogger(FencedValue.class);

    private final ConsulApi api;
    private final String key;
    private final String lockKey;
    private final RandomGenerator random;

    /** @param key under which all of it stands, another than the lock's */
    public FencedValue(ConsulApi api, String key, String lockKey, RandomGenerator random) {
        this.api = api;
        this.key = key;
        this.lockKey = lockKey;
        this.random = random;
    }

    /**
     * Replaces the value.
     *
     * @return false if the lock is not held in that term any more; the value is what it was then
     * @throws ConsulException if Consul cannot be asked or refuses, or the value is too large; the value may be the old one or this
     */
    public boolean write(byte[] content, Held held) throws ConsulException, InterruptedException {
        int chunks = (content.length + CHUNK - 1) / CHUNK;
        if (chunks > Manifest.MOST_CHUNKS) {
            throw new Refused(
                    key + " would have " + content.length + " bytes, more than " + Manifest.MOST_CHUNKS * CHUNK);
        }
        Optional<Manifest> before = manifest();
        String id = held.term() + "-" + Long.toHexString(random.nextLong());
        for (int i = 0; i < chunks; i++) {
            byte[] chunk = Arrays.copyOfRange(content, i * CHUNK, Math.min(content.length, (i + 1) * CHUNK));
            if (!fenced(held).set(chunkKey(id, i), chunk).commit(api, WITHIN)) {
                return false;
            }
        }
        byte[] manifest = Manifest.of(id, content, chunks).json();
        if (!fenced(held).set(key + "/manifest", manifest).commit(api, WITHIN)) {
            return false;
        }
        tidy(held, id, before.map(Manifest::id).orElse(""));
        return true;
    }

    /**
     * The value as it is now. Empty if there is none, or if it is damaged or of an unknown version, which is logged.
     *
     * @throws ConsulException if Consul cannot be asked, or writers are always faster
     */
    public Optional<byte[]> read() throws ConsulException, InterruptedException {
        String incomplete = "";
        for (int i = 0; i < READS; i++) {
            Optional<Manifest> manifest = manifest();
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            Optional<byte[]> content = content(manifest.get());
            if (content.isPresent()) {
                return content;
            }
            if (incomplete.equals(manifest.get().id())) {
                log.warn("{} is ignored: chunks of {} are missing or damaged", key, incomplete);
                return Optional.empty();
            }
            incomplete = manifest.get().id();
        }
        throw new Refused(key + " was written " + READS + " times while it was read");
    }

    /**
     * Waits until it may have changed.
     *
     * @param index what was returned last, 0 to be answered at once
     * @return to be given the next time
     */
    long await(long index) throws ConsulException, InterruptedException {
        Duration wait = api.maxWait();
        Duration timeout = wait.plus(wait.dividedBy(16)).plus(Duration.ofSeconds(3));
        String path = path(key + "/manifest") + "?index=" + index + "&wait=" + wait.toMillis() + "ms";
        return api.ask("GET", path, NOTHING, timeout, NOT_FOUND).waitIndex();
    }

    private Optional<Manifest> manifest() throws ConsulException, InterruptedException {
        ConsulReply reply = api.ask("GET", path(key + "/manifest") + "?raw", NOTHING, WITHIN, NOT_FOUND);
        if (!reply.ok()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Manifest.parse(reply.text()));
        } catch (Refused e) {
            log.warn("{} is ignored: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    /** Empty if it was overtaken by two writings meanwhile, so that its chunks are gone. */
    private Optional<byte[]> content(Manifest manifest) throws ConsulException, InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int i = 0; i < manifest.chunks(); i++) {
            ConsulReply reply = api.ask("GET", path(chunkKey(manifest.id(), i)) + "?raw", NOTHING, WITHIN, NOT_FOUND);
            if (!reply.ok()) {
                return Optional.empty();
            }
            content.writeBytes(reply.bytes());
        }
        return Optional.of(content.toByteArray()).filter(manifest::describes);
    }

    /** What cannot be removed now is removed by the next writing. */
    private void tidy(Held held, String now, String before) throws InterruptedException {
        try {
            String folder = key + "/chunk/";
            ConsulReply reply = api.ask("GET", path(folder) + "?keys&separator=/", NOTHING, WITHIN, NOT_FOUND);
            List<String> writings = reply.ok() ? ConsulJson.read(reply.text(), KEYS) : List.of();
            for (String writing : writings) {
                if (!writing.equals(folder + now + "/") && !writing.equals(folder + before + "/")) {
                    fenced(held).deleteTree(writing).commit(api, WITHIN);
                }
            }
        } catch (ConsulException e) {
            log.debug("{}: old chunks stay for now: {}", key, e.getMessage());
        }
    }

    private Transaction fenced(Held held) {
        return new Transaction().checkSession(lockKey, held.session());
    }

    private String chunkKey(String id, int number) {
        return key + "/chunk/" + id + "/%04d".formatted(number);
    }

    private static String path(String key) {
        return "/v1/kv/" + key;
    }
}
