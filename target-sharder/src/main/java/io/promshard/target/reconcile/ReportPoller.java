package io.promshard.target.reconcile;

import io.promshard.target.load.LoadBook;
import io.promshard.target.model.Collector;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.PollSchedule;
import io.promshard.target.report.ReportException;
import io.promshard.target.report.Reporter;
import io.promshard.target.report.Reports;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the reports of a group's collectors fresh, and the book of loads. Each collector is asked by one thread at a time. */
public final class ReportPoller {

    private static final Logger log = LoggerFactory.getLogger(ReportPoller.class);

    private final Reporter reporter;
    private final PollSchedule schedule;
    private final Clock clock;
    private final ExecutorService threads;
    private final Signal news;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<Reports> reports = new AtomicReference<>(Reports.NONE);
    private final AtomicReference<LoadBook> loads = new AtomicReference<>(LoadBook.EMPTY);

    public ReportPoller(Reporter reporter, PollSchedule schedule, Clock clock, ExecutorService threads, Signal news) {
        this.reporter = reporter;
        this.schedule = schedule;
        this.clock = clock;
        this.threads = threads;
        this.news = news;
    }

    Reports reports() {
        return reports.get();
    }

    long failures() {
        return failures.sum();
    }

    LoadBook loads() {
        return loads.get();
    }

    /** Takes what is known of loads from elsewhere, such as a predecessor. */
    void know(LoadBook known) {
        loads.updateAndGet(known::merge);
    }

    /**
     * Asks whoever is due. Does not wait for answers; each gives a signal.
     *
     * @param awaited ids of collectors that hand-overs wait for
     */
    void poll(Collection<Collector> collectors, Set<String> awaited) {
        Instant now = clock.instant();
        Set<String> ids = Set.copyOf(collectors.stream().map(Collector::id).toList());
        asked.keySet().retainAll(ids);
        reports.updateAndGet(known -> known.latest().keySet().equals(ids) ? known : known.retain(ids));
        for (Collector collector : collectors) {
            Asked last = asked.getOrDefault(collector.id(), Asked.NEVER);
            boolean samples = schedule.samplesDue(collector.id(), last.samples, now);
            boolean targets = awaited.contains(collector.id()) && schedule.targetsDue(last.anything, now);
            if (!last.busy && (samples || targets)) {
                asked.put(collector.id(), last.begin(samples, now));
                threads.execute(() -> ask(collector, samples));
            }
        }
    }

    private void ask(Collector collector, boolean samples) {
        try {
            CollectorReport report = reporter.ask(collector, samples);
            reports.updateAndGet(known -> known.with(report));
            if (samples) {
                loads.updateAndGet(known -> known.with(report));
            }
        } catch (ReportException e) {
            failed(collector, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("asking {} has a defect", collector.id(), e);
            failed(collector, "a defect: " + e);
        } finally {
            asked.computeIfPresent(collector.id(), (id, state) -> state.end());
            news.give();
        }
    }

    private void failed(Collector collector, String message) {
        failures.increment();
        Reports before = reports.getAndUpdate(known -> known.failed(collector.id(), clock.instant(), message));
        if (!before.failures().containsKey(collector.id())) {
            log.warn("{} cannot be asked what it scrapes: {}", collector.id(), message);
        }
    }

    /** When a collector was last asked, and whether it still is. */
    private record Asked(Instant samples, Instant anything, boolean busy) {
        static final Asked NEVER = new Asked(Instant.MIN, Instant.MIN, false);

        Asked begin(boolean forSamples, Instant now) {
            return new Asked(forSamples ? now : samples, now, true);
        }

        Asked end() {
            return new Asked(samples, anything, false);
        }
    }
}
