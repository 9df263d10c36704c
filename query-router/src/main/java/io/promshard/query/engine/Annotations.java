package io.promshard.query.engine;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.text.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects what there is to say about one query: each message once, at the place of the expression that had it last. Used by one
 * thread.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/util/annotations/annotations.go">annotations.go</a>
 */
public final class Annotations {

    /** How many of a kind the API prints. */
    private static final int MOST = 10;

    private static final Pattern PLACE = Pattern.compile("\\(1:(\\d{1,9})\\)$");

    private final Map<String, Annotation> own = new LinkedHashMap<>();
    private final Map<String, PositionRange> warnings = new LinkedHashMap<>();
    private final Map<String, PositionRange> infos = new LinkedHashMap<>();

    public void add(Annotation annotation) {
        own.put(annotation.message(), annotation);
    }

    /**
     * Adds those of a leaf.
     *
     * @param leaf where its text starts in the query's; their places are moved there
     */
    public void addAll(Vectors vectors, PositionRange leaf) {
        vectors.warnings().forEach(text -> warnings.put(text, leaf));
        vectors.infos().forEach(text -> infos.put(text, leaf));
    }

    /** Adds those of a shard's share of an aggregation: about what is aggregated, or else about the aggregation. */
    public void addAll(Vectors share, AggregateExpr aggregate) {
        share.warnings().forEach(text -> warnings.put(placed(text), place(text, aggregate)));
        share.infos().forEach(text -> infos.put(placed(text), place(text, aggregate)));
    }

    private static String placed(String text) {
        return PLACE.matcher(text).find() ? text : text + " (1:1)";
    }

    private static PositionRange place(String text, AggregateExpr aggregate) {
        return PLACE.matcher(text).find() ? aggregate.expr().position() : aggregate.position();
    }

    /** The warnings about a query of that text. */
    public List<String> warnings(String query) {
        return printed(warnings, true, query);
    }

    /** The infos about a query of that text. */
    public List<String> infos(String query) {
        return printed(infos, false, query);
    }

    private List<String> printed(Map<String, PositionRange> ofLeaves, boolean warning, String query) {
        Set<String> all = new LinkedHashSet<>();
        ofLeaves.forEach((text, leaf) -> all.add(moved(text, leaf, query)));
        own.values().stream()
                .filter(annotation -> annotation.warning() == warning)
                .map(annotation -> annotation.message() + " (" + place(annotation.position(), query) + ")")
                .forEach(all::add);
        List<String> printed = new ArrayList<>(all);
        if (printed.size() > MOST) {
            String omitted = " more " + (warning ? "warning" : "info") + " annotations omitted";
            int more = printed.size() - MOST;
            printed.subList(MOST, printed.size()).clear();
            printed.add(more + omitted);
        }
        return printed;
    }

    /** A text with a place at its end, in the leaf's first line, with the same place in the query. */
    private static String moved(String text, PositionRange leaf, String query) {
        Matcher place = PLACE.matcher(text);
        if (!place.find() || leaf.start() > query.length()) {
            return text;
        }
        String start = place(leaf, query);
        int colon = start.indexOf(':');
        long column = Long.parseLong(start.substring(colon + 1)) + Long.parseLong(place.group(1)) - 1;
        return text.substring(0, place.start()) + "(" + start.substring(0, colon) + ":" + column + ")";
    }

    /** Line and column, both from 1, the column in bytes. */
    private static String place(PositionRange position, String query) {
        if (position.start() > query.length()) {
            return "invalid position";
        }
        String before = query.substring(0, position.start());
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int lineStart = before.lastIndexOf('\n') + 1;
        return line + ":" + (ByteString.length(before, lineStart, before.length()) + 1);
    }
}
