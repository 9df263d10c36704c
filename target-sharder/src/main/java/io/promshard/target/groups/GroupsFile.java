package io.promshard.target.groups;

import io.promshard.target.spec.GroupSpec;
import java.util.List;

/** What a groups file says. */
public sealed interface GroupsFile {

    /** Groups in the order of the file, each name once. */
    record Good(List<GroupSpec> groups) implements GroupsFile {
        public Good {
            groups = List.copyOf(groups);
        }
    }

    /** Nothing of it is used. */
    record Broken(List<Problem> problems) implements GroupsFile {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
