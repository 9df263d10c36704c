package io.promshard.target.handover;

import io.promshard.target.model.TargetSet;
import java.util.function.LongPredicate;

/**
 * Which keys there are, as far as anybody can tell.
 *
 * @param targets those that are known
 * @param unsure of a key that these do not have, whether it may be there all the same, known to a source that has not answered
 */
public record Presence(TargetSet targets, LongPredicate unsure) {

    /** These are all. */
    public static Presence of(TargetSet targets) {
        return new Presence(targets, key -> false);
    }
}
