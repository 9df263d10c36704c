package io.promshard.pgw.web;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.merge.MergedGroup;
import io.promshard.pgw.merge.View;
import io.promshard.shard.membership.Member;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which groups of a view are asked for, in which order.
 *
 * @param words in lower case; all must be found in what is searched of a group
 */
record GroupQuery(List<String> words, Order order, int limit, int offset) {

    static final int MOST = 1_000;
    private static final int LONGEST = 1_000;

    /** @throws IllegalArgumentException if one of them is out of its bounds, with words for who asked */
    static GroupQuery of(String filter, String order, int limit, int offset) {
        require(filter.length() <= LONGEST, "filter has " + filter.length() + " characters, more than " + LONGEST);
        require(limit >= 1 && limit <= MOST, "limit is " + limit + ", it must be from 1 to " + MOST);
        require(offset >= 0, "offset is " + offset + ", it must not be negative");
        List<String> words = Arrays.stream(filter.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return new GroupQuery(words, Order.of(order), limit, offset);
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The groups of a view that are asked for.
     *
     * @param owners who shall have a group
     * @param now by the clock that ages are counted by
     */
    GroupPage page(View view, Function<GroupingKey, List<Member>> owners, Instant now) {
        List<Found> found = view.groups().values().stream()
                .map(group -> new Found(group, group.key().job(), group.key().toString()))
                .filter(this::matches)
                .sorted(order.comparator())
                .toList();
        List<GroupPage.Row> rows = found.stream()
                .skip(offset)
                .limit(limit)
                .map(Found::group)
                .map(group -> GroupPage.Row.of(group, owners.apply(group.key())))
                .toList();
        return new GroupPage(view.gatheredAt(), now, view.groups().size(), found.size(), offset, rows);
    }

    private boolean matches(Found found) {
        if (words.isEmpty()) {
            return true;
        }
        String searched = (found.labels() + " " + String.join(" ", found.group().copies())).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(searched::contains);
    }

    /** A group, its job, and all its labels as text. */
    private record Found(MergedGroup group, String job, String labels) {}

    /** What comes first. Labels decide between those that are alike in it, the job before the others. */
    enum Order {
        LABELS,
        OLDEST,
        NEWEST,
        FAILED;

        private static Order of(String name) {
            return Arrays.stream(values())
                    .filter(order -> order.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("sort is " + name + ", it must be one of "
                            + Arrays.stream(values()).map(Order::label).collect(Collectors.joining(", "))));
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Comparator<Found> comparator() {
            Comparator<Found> labels = Comparator.comparing(Found::job).thenComparing(Found::labels);
            return switch (this) {
                case LABELS -> labels;
                case OLDEST ->
                    Comparator.<Found>comparingDouble(found -> found.group().pushTime())
                            .thenComparing(labels);
                case NEWEST ->
                    Comparator.<Found>comparingDouble(found -> -found.group().pushTime())
                            .thenComparing(labels);
                case FAILED ->
                    Comparator.<Found>comparingDouble(found -> -found.group().failureTime())
                            .thenComparing(labels);
            };
        }
    }
}
