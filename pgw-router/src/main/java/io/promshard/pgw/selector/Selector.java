package io.promshard.pgw.selector;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;
import java.util.stream.Collectors;

/** The groups for which all of some matchers hold, as {@code {job="a",instance=~"h.*"}}; all groups if there is none. */
public record Selector(List<LabelMatcher> matchers) {

    public Selector {
        matchers = List.copyOf(matchers);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with the text and what is wrong in it
     */
    public static Selector parse(String text) {
        return new SelectorParser(text).parse();
    }

    /** Of the jobs whose whole name a regular expression of RE2 matches. */
    public static Selector ofJobs(String regex) {
        return new Selector(List.of(new LabelMatcher("job", MatchOp.REGEX, regex)));
    }

    public boolean matches(GroupingKey key) {
        for (LabelMatcher matcher : matchers) {
            if (!matcher.matches(key)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no matcher names what it wants, so that any group may be meant: {@code {}}, {@code {job=~".+"}}, {@code {a!="b"}}. */
    public boolean isOpen() {
        return matchers.stream().allMatch(LabelMatcher::isOpen);
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return matchers.stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
