package io.promshard.shard.ring;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The 64-bit hash of keys and node ids: XXH3 with seed 0, over bytes.
 *
 * <p>Routers of different releases must agree on it, so it never changes.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/v0.8.2/doc/xxhash_spec.md">the XXH3 specification</a>
 */
public final class KeyHash {

    private static final Hasher64 XXH3 = Hashing.xxh3_64();

    private KeyHash() {}

    /** Allocates nothing; about 1 ns for each 16 bytes. */
    public static long of(byte[] key) {
        return XXH3.hashBytesToLong(key);
    }

    /** Hashes the UTF-8 bytes of the text. */
    public static long of(String key) {
        return of(key.getBytes(StandardCharsets.UTF_8));
    }
}
