package io.promshard.target.groups;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a word that is not known. */
final class Suggestion {

    private Suggestion() {}

    /** Says which words there are, and which of them may have been meant. */
    static String allowed(String words, String word, Collection<String> known) {
        return words
                + String.join(", ", known)
                + of(word, known).map(meant -> " (did you mean " + meant + "?)").orElse("");
    }

    /** The nearest of them, if it is near: by letters that differ, and whatever joins the words in it. */
    private static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> word.length() <= 2 * candidate.length())
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** Letters to replace, to add, to leave out, and to swap with the next. */
    private static int distance(String a, String b) {
        String from = letters(a);
        String to = letters(b);
        int[][] costs = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                costs[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cost(costs, from, to, i, j);
            }
        }
        return costs[from.length()][to.length()];
    }

    private static int cost(int[][] costs, String from, String to, int i, int j) {
        char last = from.charAt(i - 1);
        int cost = Math.min(costs[i - 1][j], costs[i][j - 1]) + 1;
        cost = Math.min(cost, costs[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
    }

    private static String letters(String word) {
        return word.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }
}
