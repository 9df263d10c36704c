package io.promshard.target.reconcile;

import io.promshard.target.model.TargetSet;
import io.promshard.target.publish.Version;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is published of a layout.
 *
 * @param version {@link Version#NONE} if nothing ever was
 * @param jobs spoken of: a job of which a source never answered is not
 * @param collectors written to
 */
public record Edition(Version version, TargetSet targets, SortedSet<String> jobs, SortedSet<String> collectors) {

    static final Edition NONE = new Edition(Version.NONE, TargetSet.EMPTY, new TreeSet<>(), new TreeSet<>());

    public Edition {
        jobs = Collections.unmodifiableSortedSet(new TreeSet<>(jobs));
        collectors = Collections.unmodifiableSortedSet(new TreeSet<>(collectors));
    }

    public boolean exists() {
        return !version.equals(Version.NONE);
    }

    Edition at(Version newer) {
        return new Edition(newer, targets, jobs, collectors);
    }
}
