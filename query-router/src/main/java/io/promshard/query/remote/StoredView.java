package io.promshard.query.remote;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes back what a server's external labels do to remote read, so that one reads what is stored, as queries do.
 *
 * <p>A server puts its external labels on each series that does not store a label of that name, and takes a matcher
 * {@code region="eu"} that equals one for {@code region=""}. So such matchers go as regular expressions, and each query is asked once
 * for every set of those labels that a series may store itself; what is not in the set was put on by the server.
 *
 * <pre>
 * external labels replica, region:  up{region="eu"}
 *                                   up{region=~"eu", region=~"", replica=~""}        labels lose both
 *                                   up{region=~"eu", region=~".+", replica=~""}      labels lose replica
 *                                   up{region=~"eu", region=~"", replica=~".+"}      labels lose region
 *                                   up{region=~"eu", region=~".+", replica=~".+"}    labels lose none
 * </pre>
 */
public final class StoredView {

    /** How many external labels there may be: each doubles the queries. */
    public static final int MOST_LABELS = 6;

    private final List<String> external;

    /**
     * Of a server with these names of external labels.
     *
     * @throws IllegalArgumentException if there are more than {@link #MOST_LABELS}
     */
    public StoredView(Collection<String> external) {
        if (external.size() > MOST_LABELS) {
            throw new IllegalArgumentException("raw samples are read of servers with " + MOST_LABELS
                    + " external labels at the most, got: " + external.size());
        }
        this.external = external.stream().sorted().toList();
    }

    /** What is asked in place of a query: its parts, of which no two have a series in common. */
    public List<ReadQuery> parts(ReadQuery query) {
        return IntStream.range(0, count())
                .mapToObj(part -> query.withMatchers(matchers(query.matchers(), part)))
                .toList();
    }

    /** How many parts there are of each query. */
    public int count() {
        return 1 << external.size();
    }

    /** The labels that a series of that part has in storage. */
    public Labels stored(Labels labels, int part) {
        Set<String> added = new HashSet<>();
        for (int i = 0; i < external.size(); i++) {
            if (!isStored(i, part)) {
                added.add(external.get(i));
            }
        }
        return labels.without(added);
    }

    private List<LabelMatcher> matchers(List<LabelMatcher> matchers, int part) {
        List<LabelMatcher> all = new ArrayList<>(matchers.size() + external.size());
        matchers.forEach(matcher -> all.add(literal(matcher)));
        for (int i = 0; i < external.size(); i++) {
            all.add(new LabelMatcher(external.get(i), MatchOp.REGEX, isStored(i, part) ? ".+" : ""));
        }
        return all;
    }

    private static boolean isStored(int label, int part) {
        return ((part >> label) & 1) == 1;
    }

    private LabelMatcher literal(LabelMatcher matcher) {
        return matcher.op() == MatchOp.EQUAL && external.contains(matcher.name())
                ? new LabelMatcher(matcher.name(), MatchOp.REGEX, quoted(matcher.value()))
                : matcher;
    }

    /** As a regular expression that matches this text alone. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if ("\\.+*?()|[]{}^$".indexOf(text.charAt(i)) >= 0) {
                quoted.append('\\');
            }
            quoted.append(text.charAt(i));
        }
        return quoted.toString();
    }
}
