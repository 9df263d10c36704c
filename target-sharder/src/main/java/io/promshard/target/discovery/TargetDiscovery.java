package io.promshard.target.discovery;

import io.promshard.shard.loop.Surroundings;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.SourceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * All sources of a group's jobs, as one set of targets. It is made anew only when a source's targets change, on that source's thread;
 * changes that come meanwhile are taken together.
 */
public final class TargetDiscovery implements AutoCloseable {

    private final List<JobSource> sources = new ArrayList<>();
    private final Surroundings surroundings;
    private final Duration patience;
    private final Runnable changed;
    private final AtomicLong changes = new AtomicLong();
    private long taken;
    private volatile Optional<Instant> started = Optional.empty();
    private volatile TargetView view;

    /**
     * A discovery that is to be started.
     *
     * @param opens makes a source of what was asked for
     * @param patience how long a source that never answered keeps the group waiting
     * @param changed told when {@link #view} has changed, on the thread of a source; returns soon
     */
    public TargetDiscovery(
            GroupSpec group,
            Function<SourceSpec, TargetSource> opens,
            Duration patience,
            Surroundings surroundings,
            Runnable changed) {
        this.surroundings = surroundings;
        this.patience = patience;
        this.changed = changed;
        for (JobSpec job : group.jobs()) {
            for (int i = 0; i < job.sources().size(); i++) {
                TargetSource source = opens.apply(job.sources().get(i));
                sources.add(new JobSource(job, i, source, surroundings, this::sourceChanged));
            }
        }
        this.view = new TargetView(TargetSet.EMPTY, incomplete());
    }

    /** Begins to read all sources, once. */
    public void start() {
        started = Optional.of(surroundings.clock().instant());
        sources.forEach(source -> source.reader().start());
    }

    public TargetView view() {
        return view;
    }

    /** Whether the first distribution need not wait for a source: each has answered once, or had its time. */
    public boolean settled() {
        Instant now = surroundings.clock().instant();
        return view.incomplete().isEmpty() || started.stream().anyMatch(start -> !now.isBefore(start.plus(patience)));
    }

    /** In the order of jobs and their sources. */
    public List<SourceStatus> sources() {
        return sources.stream().map(JobSource::status).toList();
    }

    /** The reader of a job's source, to have it read soon or to confirm what it holds. */
    public Optional<SourceReader> reader(String job, int index) {
        return sources.stream()
                .filter(source ->
                        source.status().job().equals(job) && source.status().index() == index)
                .map(JobSource::reader)
                .findFirst();
    }

    /** Ends all readers, side by side; the view stays. */
    @Override
    public void close() {
        sources.parallelStream().forEach(JobSource::close);
    }

    private void sourceChanged() {
        long mine = changes.incrementAndGet();
        synchronized (sources) {
            if (taken >= mine) {
                return;
            }
            taken = changes.get();
            List<Target> all = new ArrayList<>();
            sources.forEach(source -> all.addAll(source.targets()));
            view = new TargetView(TargetSet.of(all), incomplete());
        }
        changed.run();
    }

    private SortedSet<String> incomplete() {
        SortedSet<String> jobs = new TreeSet<>();
        sources.stream().filter(source -> !source.reader().view().answered()).forEach(source -> jobs.add(source.job()));
        return jobs;
    }
}
