package io.promshard.target.groups;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** There is nothing to start with: the groups file cannot be used. The message has all problems, one a line. */
public final class BrokenGroupsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BrokenGroupsException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
    }
}
