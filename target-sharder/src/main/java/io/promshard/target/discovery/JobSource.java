package io.promshard.target.discovery;

import io.promshard.shard.loop.Surroundings;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.SourceSpec;
import java.util.List;

/** A source in its job: makes targets of what is discovered, once a change. Its lists are made by one thread at a time. */
final class JobSource implements AutoCloseable {

    private final JobSpec job;
    private final int index;
    private final TargetSource source;
    private final SourceReader reader;
    private List<Target> targets = List.of();
    private long version;

    JobSource(JobSpec job, int index, TargetSource source, Surroundings surroundings, Runnable changed) {
        SourceSpec spec = job.sources().get(index);
        String name = "source-" + job.name() + "-" + index + " (" + source.name() + ")";
        this.job = job;
        this.index = index;
        this.source = source;
        this.reader = new SourceReader(name, source, spec.refresh(), job.guard(), surroundings, changed);
    }

    String job() {
        return job.name();
    }

    SourceReader reader() {
        return reader;
    }

    SourceStatus status() {
        return new SourceStatus(job.name(), index, source.name(), reader.view());
    }

    /** Sorted, so that those of many sources are merged rather than sorted. */
    List<Target> targets() {
        SourceView view = reader.view();
        if (view.version() != version) {
            version = view.version();
            targets = TargetSet.of(view.targets().stream()
                            .map(found -> Target.of(job.name(), found, job.shardBy()))
                            .toList())
                    .targets();
        }
        return targets;
    }

    @Override
    public void close() {
        reader.close();
    }
}
