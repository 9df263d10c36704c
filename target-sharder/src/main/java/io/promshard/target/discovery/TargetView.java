package io.promshard.target.discovery;

import io.promshard.target.model.TargetSet;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The targets of a group at a moment.
 *
 * @param incomplete jobs of which a source has never answered: there may be targets that nobody here knows
 */
public record TargetView(TargetSet targets, SortedSet<String> incomplete) {

    public TargetView {
        incomplete = Collections.unmodifiableSortedSet(new TreeSet<>(incomplete));
    }
}
