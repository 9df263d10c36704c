package io.promshard.target.reconcile;

import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.JobSpec;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What is to be published of what is seen. */
final class Editions {

    private Editions() {}

    /** Equal to the one before, version included, if that still holds. */
    static Edition of(GroupState state, Observation seen, GroupSpec spec) {
        return new Edition(
                state.edition().version(), seen.targets().targets(), jobs(state, seen, spec), collectors(state));
    }

    /** A job that left the configuration stays, so that its lists become empty; one that nobody has read is not spoken of. */
    private static NavigableSet<String> jobs(GroupState state, Observation seen, GroupSpec spec) {
        NavigableSet<String> jobs = new TreeSet<>(state.edition().jobs());
        spec.jobs().stream().map(JobSpec::name).forEach(jobs::add);
        jobs.removeAll(seen.targets().incomplete());
        return jobs;
    }

    private static NavigableSet<String> collectors(GroupState state) {
        NavigableSet<String> written = new TreeSet<>();
        state.states().all().forEach((id, status) -> {
            if (status.state().written()) {
                written.add(id);
            }
        });
        return written;
    }
}
