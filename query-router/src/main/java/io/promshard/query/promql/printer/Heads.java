package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.text.Quotes;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operators with what belongs to them: {@code sum by (job)}, {@code / on (job) group_left ()}. */
final class Heads {

    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private Heads() {}

    /** Ends with a space behind a list of labels. */
    static String of(AggregateExpr e) {
        if (e.without()) {
            return e.op().text() + " without (" + quoted(e.grouping()) + ") ";
        }
        return e.grouping().isEmpty() ? e.op().text() : e.op().text() + " by (" + quoted(e.grouping()) + ") ";
    }

    static String of(BinaryExpr e) {
        return e.op().text() + (e.returnBool() ? " bool" : "") + matching(e.matching());
    }

    /** So that it parses to the same again, which what Prometheus prints does not for some labels and groups. */
    static String exact(BinaryExpr e) {
        return e.op().text() + (e.returnBool() ? " bool" : "") + exact(e.matching());
    }

    private static String exact(@Nullable VectorMatching m) {
        if (m == null || (m.labels().isEmpty() && !m.on() && group(m).isEmpty())) {
            return "";
        }
        return (m.on() ? " on (" : " ignoring (") + quoted(m.labels()) + ")"
                + switch (m.card()) {
                    case ONE_TO_ONE, MANY_TO_MANY -> "";
                    case MANY_TO_ONE -> " group_left (" + quoted(m.include()) + ")";
                    case ONE_TO_MANY -> " group_right (" + quoted(m.include()) + ")";
                };
    }

    private static String matching(@Nullable VectorMatching m) {
        if (m == null || (m.labels().isEmpty() && !m.on())) {
            return "";
        }
        return (m.on() ? " on (" : " ignoring (") + String.join(", ", m.labels()) + ")" + group(m);
    }

    private static String group(VectorMatching m) {
        return switch (m.card()) {
            case ONE_TO_ONE, MANY_TO_MANY -> "";
            case MANY_TO_ONE -> " group_left (" + String.join(", ", m.include()) + ")";
            case ONE_TO_MANY -> " group_right (" + String.join(", ", m.include()) + ")";
        };
    }

    private static String quoted(List<String> labels) {
        return labels.stream()
                .map(label -> PLAIN.matcher(label).matches() ? label : Quotes.quote(label))
                .collect(Collectors.joining(", "));
    }
}
