package io.promshard.pgw.selector;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;
import java.util.stream.Collectors;

/** The groups that one of some selectors matches. */
public record Selection(List<Selector> selectors) {

    /** Each group. */
    public static final Selection ALL = new Selection(List.of(new Selector(List.of())));

    /** Selectors of one selection. */
    private static final int MOST = 64;

    /** @throws IllegalArgumentException if there is no selector, or too many */
    public Selection {
        selectors = List.copyOf(selectors);
        if (selectors.isEmpty() || selectors.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " selectors are needed, got: " + selectors.size());
        }
    }

    /**
     * Reads selectors.
     *
     * @throws IllegalArgumentException with the text that is wrong, and what is
     */
    public static Selection parse(List<String> texts) {
        return new Selection(texts.stream().map(Selector::parse).toList());
    }

    public boolean matches(GroupingKey key) {
        for (Selector selector : selectors) {
            if (selector.matches(key)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any group may be meant, see {@link Selector#isOpen}. */
    public boolean isOpen() {
        return selectors.stream().anyMatch(Selector::isOpen);
    }

    /** Whether it has each group that the other has, as far as that can be told without trying. */
    public boolean covers(Selection other) {
        return selectors.stream().anyMatch(selector -> selector.matchers().isEmpty())
                || selectors.containsAll(other.selectors);
    }

    @Override
    public String toString() {
        return selectors.stream().map(Selector::toString).collect(Collectors.joining(" or "));
    }
}
