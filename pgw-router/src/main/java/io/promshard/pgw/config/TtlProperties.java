package io.promshard.pgw.config;

import io.promshard.pgw.reconcile.TtlRule;
import io.promshard.pgw.reconcile.TtlRules;
import io.promshard.pgw.selector.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long groups stay that nobody pushes any more. Either their jobs are named, or they are selected.
 *
 * @param job a regular expression of RE2 that matches the whole of a job's name
 * @param match a selector over the labels of groups
 * @param after how long after their last push they go; 0 for never
 */
public record TtlProperties(
        @Nullable String job,
        @Nullable String match,
        @Nullable Duration after) {

    /** Checks the whole list, since only that knows the path of a property that is wrong. */
    static TtlRules rules(List<TtlProperties> list) {
        List<TtlRule> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            rules.add(list.get(i).rule("pgw-router.reconcile.ttl[" + i + "]"));
        }
        return new TtlRules(rules);
    }

    private TtlRule rule(String path) {
        if (after == null || after.isNegative()) {
            throw new IllegalArgumentException(path + ".after must be a duration, or 0 for never, got: " + after);
        }
        return new TtlRule(selector(path), after);
    }

    private Selector selector(String path) {
        if (job != null && match != null) {
            throw new IllegalArgumentException(path + " has a job and a match, one is needed: " + job + ", " + match);
        }
        try {
            if (job != null) {
                return Selector.ofJobs(job);
            }
            if (match != null) {
                return Selector.parse(match);
            }
        } catch (IllegalArgumentException e) {
            // Without a cause: Spring Boot reports the innermost exception, and that must have the path.
            throw new IllegalArgumentException(path + (job == null ? ".match: " : ".job: ") + e.getMessage());
        }
        throw new IllegalArgumentException(path + " needs a job or a match");
    }
}
