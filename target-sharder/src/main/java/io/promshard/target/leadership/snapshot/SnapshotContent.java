package io.promshard.target.leadership.snapshot;

import java.util.List;

/** All that a leader has decided, of all groups. */
public record SnapshotContent(List<GroupContent> groups) {

    public SnapshotContent {
        groups = List.copyOf(groups);
    }
}
