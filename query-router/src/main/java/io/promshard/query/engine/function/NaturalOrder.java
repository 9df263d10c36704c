package io.promshard.query.engine.function;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers within texts by their value, so that {@code a9} comes before {@code a10}.
 *
 * @see <a href="https://github.com/facette/natsort/blob/2cd4dd1e2dcb/natsort.go">natsort</a>
 */
final class NaturalOrder implements Comparator<String> {

    private static final Pattern CHUNK = Pattern.compile("\\d+|\\D+");

    @Override
    public int compare(String a, String b) {
        List<String> left = chunks(a);
        List<String> right = chunks(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareChunks(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return left.size() != right.size() ? Integer.compare(left.size(), right.size()) : a.compareTo(b);
    }

    private static List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        for (Matcher matcher = CHUNK.matcher(text); matcher.find(); ) {
            chunks.add(matcher.group());
        }
        return chunks;
    }

    private static int compareChunks(String a, String b) {
        if (Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0))) {
            int order = new BigInteger(a).compareTo(new BigInteger(b));
            return order != 0 ? order : Integer.compare(a.length(), b.length());
        }
        return a.compareTo(b);
    }
}
