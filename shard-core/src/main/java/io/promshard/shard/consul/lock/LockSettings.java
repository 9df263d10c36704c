package io.promshard.shard.consul.lock;

/**
 * A lock and one who wants it.
 *
 * @param key in Consul's key-value store, whose value says who holds the lock
 * @param service the name under which candidates stand in the catalogue while they hold the lock or try to
 * @param id of this candidate, for people and peers
 * @param address where others reach it
 */
public record LockSettings(String key, String service, String id, String address, LockTiming timing) {

    public LockSettings {
        if (!key.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")) {
            throw new IllegalArgumentException(
                    "a lock's key must be letters, digits and ._- between slashes, got: \"" + key + '"');
        }
    }
}
