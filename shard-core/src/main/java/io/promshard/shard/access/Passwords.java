package io.promshard.shard.access;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/**
 * Verifies passwords, which is dear by design, so that neither those who scrape every few seconds nor those who guess take the
 * processors. Thread-safe.
 *
 * <p>What was found out is kept under an HMAC of user, hash and password with a key of this process: of a dump nobody gets a password,
 * and what another hash says is another thing. Right and wrong ones are kept apart, so that guesses push nobody out. Only so many are
 * verified at once; more wait for a moment, and are then turned away.
 */
public final class Passwords {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int KEPT = 1_000;
    private static final int KEY_BYTES = 32;

    private final BiPredicate<String, String> check;
    private final Semaphore places;
    private final byte[] key = new byte[KEY_BYTES];
    private final Map<ByteBuffer, Boolean> right = new Kept();
    private final Map<ByteBuffer, Boolean> wrong = new Kept();

    /**
     * Makes one.
     *
     * @param check of a password and its bcrypt hash, in a time that tells nothing
     * @param most verified at once
     */
    public Passwords(BiPredicate<String, String> check, int most, SecureRandom random) {
        this.check = check;
        this.places = new Semaphore(most);
        random.nextBytes(key);
    }

    /** The longest unused goes first. */
    private static final class Kept extends LinkedHashMap<ByteBuffer, Boolean> {
        private static final long serialVersionUID = 1;

        Kept() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > KEPT;
        }
    }

    /** Whether it is the user's password. Blocks for as long as bcrypt takes, and a second at most for its turn. */
    Verdict verify(String user, String password, Users users) {
        Optional<String> hash = users.hash(user);
        String against = hash.orElseGet(users::decoy);
        ByteBuffer entry = Digests.keyed(key, user, against, password);
        return known(entry)
                .or(() -> computed(password, against, entry, hash.isPresent()))
                .map(yes -> yes ? new Verdict.Admitted(user) : new Verdict.Wrong())
                .orElseGet(Verdict.Busy::new);
    }

    private synchronized Optional<Boolean> known(ByteBuffer entry) {
        return Optional.ofNullable(right.getOrDefault(entry, wrong.get(entry)));
    }

    private synchronized void keep(ByteBuffer entry, boolean yes) {
        (yes ? right : wrong).put(entry, yes);
    }

    private Optional<Boolean> computed(String password, String hash, ByteBuffer entry, boolean there) {
        if (!entered()) {
            return Optional.empty();
        }
        try {
            boolean yes = check.test(password, hash) && there;
            keep(entry, yes);
            return Optional.of(yes);
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
