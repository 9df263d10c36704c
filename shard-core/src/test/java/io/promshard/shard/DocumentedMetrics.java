package io.promshard.shard;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares the metrics that a service shows with the tables of a page of the documentation, in which each has a row that begins with its
 * name.
 *
 * @param names what the names begin with, as a pattern
 * @param largest whether the largest of late, which timers have beside them, have rows too
 */
public record DocumentedMetrics(Path page, String names, boolean largest) {

    /** The families of a text that was scraped. */
    public Set<String> shown(String scraped) {
        return found("(?m)^# TYPE ((?:" + names + ")\\w+) ", scraped);
    }

    /** Those that the page lists. */
    public Set<String> listed() throws IOException {
        return found("(?m)^\\| `((?:" + names + ")\\w+)`", Files.readString(page));
    }

    /** Requires that each family says in the text what it counts. */
    public void assertExplained(String scraped) {
        assertThat(shown(scraped)).isNotEmpty();
        assertThat(found("(?m)^# HELP ((?:" + names + ")\\w+) *$", scraped)).isEmpty();
    }

    private Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> largest || !name.endsWith("_max"))
                .collect(toCollection(TreeSet::new));
    }
}
