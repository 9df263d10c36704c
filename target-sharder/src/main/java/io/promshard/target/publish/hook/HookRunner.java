package io.promshard.target.publish.hook;

import io.promshard.target.publish.files.ChangeListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the hook for collectors whose files changed: of one collector one at a time, of all a bounded number. Changes that come while
 * it runs are one more run. A run that fails is repeated until one goes well, later and later, or at once if files change again.
 */
public final class HookRunner implements ChangeListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HookRunner.class);

    private final HookCommand command;
    private final HookSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final HookProcess process;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("hook-", 0).factory());
    private final Map<Place, Hook> hooks = new ConcurrentHashMap<>();
    private final LongAdder good = new LongAdder();
    private final LongAdder bad = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** @param nanoTime a clock that only goes forward, as {@link System#nanoTime} */
    public HookRunner(
            HookCommand command, HookSettings settings, Clock clock, LongSupplier nanoTime, RandomGenerator random) {
        this.command = command;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.process = new HookProcess(nanoTime);
        this.permits = new Semaphore(settings.parallel(), true);
    }

    @Override
    public void changed(String group, String collector, List<Path> files) {
        Hook hook = hooks.computeIfAbsent(new Place(group, collector), Hook::new);
        if (hook.files.add(files)) {
            threads.execute(() -> runAll(hook));
        }
    }

    /** Of each collector that had changes, by group and id. */
    public List<HookStatus> status() {
        return hooks.values().stream()
                .map(hook -> hook.status)
                .sorted(Comparator.comparing(HookStatus::group).thenComparing(HookStatus::collector))
                .toList();
    }

    /** How many runs went well since the start. */
    public long succeeded() {
        return good.sum();
    }

    /** How many runs failed since the start. */
    public long failed() {
        return bad.sum();
    }

    /** How long all runs took together. */
    public Duration took() {
        return Duration.ofNanos(nanos.sum());
    }

    /** Kills what runs. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private void runAll(Hook hook) {
        try {
            Set<Path> files = hook.files.take();
            while (!files.isEmpty()) {
                HookResult result = run(hook, files);
                if (!result.isGood()) {
                    hook.files.giveBack(files, retry(hook.status.failures()));
                }
                files = hook.files.take();
            }
        } catch (InterruptedException e) {
            log.debug("the hook for {} ends", hook.place);
        }
    }

    private HookResult run(Hook hook, Set<Path> files) throws InterruptedException {
        hook.status = hook.status.pending(true);
        permits.acquire();
        try {
            HookResult result = run(hook.place, files);
            count(result);
            tell(hook, result);
            hook.status = hook.status.after(result, clock.instant());
            return result;
        } finally {
            permits.release();
        }
    }

    private HookResult run(Place place, Set<Path> files) throws InterruptedException {
        try {
            return process.run(command.line(place.group, place.collector, files), settings.timeout());
        } catch (IllegalArgumentException e) {
            return new HookResult(String.valueOf(e.getMessage()), Duration.ZERO, List.of());
        }
    }

    private void count(HookResult result) {
        (result.isGood() ? good : bad).increment();
        nanos.add(result.took().toNanos());
    }

    /** Neither arguments nor output: they may have secrets. */
    private void tell(Hook hook, HookResult result) {
        if (!result.isGood() && hook.status.failures() == 0) {
            log.warn("{} for {} failed and is repeated: {}", command.program(), hook.place, result.error());
        } else if (result.isGood() && hook.status.failures() > 0) {
            log.info("{} for {} went well again", command.program(), hook.place);
        }
    }

    /** Anything from half the wait to the whole of it, so that hooks that failed together are not repeated together. */
    private Duration retry(int failures) {
        long most = settings.retryAfter(failures).toMillis();
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }

    /** Whose files changed. */
    private record Place(String group, String collector) {
        @Override
        public String toString() {
            return collector + " of " + group;
        }
    }

    /** The hook of one collector; its status is written by the thread that runs it. */
    private static final class Hook {
        private final Place place;
        private final PendingFiles files = new PendingFiles();
        private volatile HookStatus status;

        Hook(Place place) {
            this.place = place;
            this.status = HookStatus.none(place.group, place.collector);
        }
    }
}
