package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.Patience;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.consul.lock.LockState.Unknown;
import io.promshard.shard.consul.lock.LockState.Waiting;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wants a lock of Consul, and keeps it once it has it.
 *
 * <p>While another holds it, a blocking query waits for that to end. The holder assures itself at each heartbeat, by a read that
 * Consul's servers agree on, that its session has the lock, and leads for one lease from then on. Two holders at once there are only
 * if a process stands still in the midst of acting, if clocks run at very different speeds, or if Consul loses its state; what is
 * written with the holder's session is safe even then.
 *
 * <p>One thread, {@code consul-lock-<key>}, does all of it and calls the listener.
 */
public final class ConsulLock implements AutoCloseable {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration BLOCKING_MARGIN = Duration.ofSeconds(3);

    /** No two rounds are closer, whatever Consul answers. */
    private static final Duration PACE = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(ConsulLock.class);

    private final ConsulApi api;
    private final LockSettings settings;
    private final LockListener listener;
    private final Surroundings surroundings;
    private final LongSupplier nanos;
    private final Lease lease;
    private final Candidate candidate;
    private final Patience patience;
    private final Loop loop;
    private final AtomicReference<LockState> told = new AtomicReference<>(new Unknown("Consul has not been asked yet"));

    /** To wait from for the next change, 0 to be answered at once. */
    private long index;

    private long highestTerm;
    private long forgottenSince;

    /** Whether there was a holder before, so that a key that is missing has been lost. */
    private boolean seen;

    private boolean ledLast;

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    public ConsulLock(
            ConsulApi api,
            LockSettings settings,
            LockListener listener,
            Surroundings surroundings,
            LongSupplier nanos) {
        this.api = api;
        this.settings = settings;
        this.listener = listener;
        this.surroundings = surroundings;
        this.nanos = nanos;
        this.lease = new Lease(settings.timing().lease(), nanos);
        this.candidate = new Candidate(api, settings, surroundings.random().nextLong());
        this.patience = new Patience(api, surroundings);
        this.loop = new Loop("consul-lock-" + settings.key(), surroundings);
    }

    /** Begins to want it, once. */
    public void start() {
        loop.start(this::round, this::unknown);
    }

    /** Never {@link Held} after the lease, even if the lock's own thread has not noticed yet. */
    public LockState state() {
        LockState state = told.get();
        return state instanceof Held && lease.isOver() ? new Unknown("the lease is over") : state;
    }

    /** Tells the listener that it is over, and gives the lock to who comes first. Takes some seconds if Consul is silent. */
    @Override
    public void close() {
        loop.close();
        unknown("this candidate has been closed");
        try {
            release();
            candidate.leave(FAREWELL);
        } catch (ConsulException e) {
            log.warn("{}: the lock is left to expire: {}", settings.key(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            attempt();
            patience.succeeded();
        } catch (ConsulException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void attempt() throws ConsulException, InterruptedException {
        long asked = nanos.getAsLong();
        candidate.beat(limit());
        LockEntry entry = look();
        highestTerm = Math.max(highestTerm, entry.term());
        if (!candidate.session().isEmpty() && entry.session().equals(candidate.session())) {
            hold(entry.term(), asked);
            sleepUntil(asked + settings.timing().heartbeat().toNanos());
        } else if (entry.isFree()) {
            campaign(entry);
        } else {
            follow(entry);
        }
    }

    private LockEntry look() throws ConsulException, InterruptedException {
        boolean blocking = index > 0
                && told.get() instanceof Waiting
                && candidate.session().isEmpty();
        Duration wait = api.maxWait();
        String parameters = blocking ? "?index=" + index + "&wait=" + wait.toMillis() + "ms" : "?consistent";
        Duration timeout = blocking ? wait.plus(wait.dividedBy(16)).plus(BLOCKING_MARGIN) : limit();
        LockEntry entry = LockEntry.of(api.ask("GET", path() + parameters, new byte[0], timeout, 404));
        index = entry.isFree() ? 0 : entry.index();
        return entry;
    }

    private void follow(LockEntry entry) throws ConsulException, InterruptedException {
        seen = true;
        ledLast = false;
        waiting(entry.holder());
        candidate.leave(AT_ONCE);
        surroundings.sleeper().sleep(PACE);
    }

    /** A holder that has lost it hears of that first. */
    private void campaign(LockEntry entry) throws ConsulException, InterruptedException {
        if (told.get() instanceof Held) {
            waiting(Optional.empty());
        }
        if (mayTry(entry) && candidate.enter(AT_ONCE)) {
            LockHolder self = new LockHolder(settings.id(), settings.address(), nextTerm());
            long asked = nanos.getAsLong();
            if (take(entry, self)) {
                hold(self.term(), asked);
                return;
            }
        }
        waiting(Optional.empty());
        surroundings.sleeper().sleep(Duration.ofMillis(surroundings.random().nextLong(100, 300)));
    }

    /** A Consul that has forgotten the key has forgotten the delay too, and another holder may still be within its lease. */
    private boolean mayTry(LockEntry entry) {
        if (entry.exists() || !seen || ledLast) {
            forgottenSince = 0;
            return true;
        }
        forgottenSince = forgottenSince == 0 ? nanos.getAsLong() : forgottenSince;
        return nanos.getAsLong() - forgottenSince
                >= settings.timing().lockDelay().toNanos();
    }

    /** Seconds of the clock keep it growing where Consul and all who knew it have lost their memory. */
    private long nextTerm() {
        return Math.max(highestTerm + 1, surroundings.clock().instant().getEpochSecond());
    }

    private boolean take(LockEntry entry, LockHolder self) throws ConsulException, InterruptedException {
        return new Transaction()
                .checkVersion(settings.key(), entry.version())
                .lock(settings.key(), self.json(), candidate.session())
                .commit(api, AT_ONCE);
    }

    /** Whether we have it or not: Consul knows better. */
    private void release() throws ConsulException, InterruptedException {
        if (candidate.session().isEmpty()) {
            return;
        }
        LockHolder self = new LockHolder(settings.id(), settings.address(), highestTerm);
        new Transaction()
                .unlock(settings.key(), self.json(), candidate.session())
                .commit(api, FAREWELL);
    }

    private void hold(long term, long asked) {
        seen = true;
        ledLast = true;
        highestTerm = Math.max(highestTerm, term);
        lease.extend(asked);
        tell(new Held(term, candidate.session()));
    }

    private void waiting(Optional<LockHolder> holder) {
        lease.end();
        tell(new Waiting(holder));
    }

    private void failed(String reason) throws InterruptedException {
        index = 0;
        if (lease.isOver()) {
            unknown(reason);
            patience.failed();
        } else {
            log.debug("{}: a heartbeat failed: {}", settings.key(), reason);
            surroundings.sleeper().sleep(PACE);
        }
    }

    private void unknown(String reason) {
        lease.end();
        tell(new Unknown(reason));
    }

    private void tell(LockState state) {
        LockState before = told.getAndSet(state);
        if (state.equals(before)) {
            return;
        }
        log.info("{}, {}: {}", settings.key(), settings.id(), state);
        try {
            listener.changed(state);
        } catch (RuntimeException e) {
            log.error("{}: a listener failed on {}", settings.key(), state, e);
        }
    }

    /** Of one request: a holder must not wait longer than it may hold. */
    private Duration limit() {
        if (lease.isOver()) {
            return AT_ONCE;
        }
        Duration left = lease.left();
        Duration heartbeat = settings.timing().heartbeat();
        return left.compareTo(heartbeat) < 0 ? left.plusMillis(1) : heartbeat;
    }

    private void sleepUntil(long time) throws InterruptedException {
        surroundings.sleeper().sleep(Duration.ofNanos(Math.max(0, time - nanos.getAsLong())));
    }

    private String path() {
        return "/v1/kv/" + settings.key();
    }
}
