package io.promshard.pgw.snapshot;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.Group.Origin;
import java.util.Map;

/** Tells what an exposition does not show of a group: whether an empty {@code instance} is in its key, and its own help texts. */
interface GroupKeys {

    /** Nothing but the exposition is known: an {@code instance} in it that is not empty is in the key. */
    GroupKeys UNKNOWN = (id, pushTime, seriesKnown) ->
            new Origin(id, id.byteLabels().containsKey("instance"), seriesKnown, Map.of());

    /** Of the group as it was after its push at that time. */
    Origin of(GroupingKey id, double pushTime, boolean seriesKnown);
}
