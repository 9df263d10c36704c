package io.promshard.target.groups;

import io.promshard.target.spec.GroupSpec;
import java.time.Instant;
import java.util.List;

/**
 * The groups in force, and how the last reading of their file went.
 *
 * @param groups of the last file that was right
 * @param since when that was read
 * @param tried when the file was read last
 * @param problems of the last reading; empty if it was right
 */
public record GroupsState(List<GroupSpec> groups, Instant since, Instant tried, List<Problem> problems) {

    public GroupsState {
        groups = List.copyOf(groups);
        problems = List.copyOf(problems);
    }

    /** Whether the file as it was read last is in force. */
    public boolean isCurrent() {
        return problems.isEmpty();
    }

    GroupsState after(GroupsFile file, Instant now) {
        return switch (file) {
            case GroupsFile.Good good -> new GroupsState(good.groups(), now, now, List.of());
            case GroupsFile.Broken broken -> new GroupsState(groups, since, now, broken.problems());
        };
    }
}
