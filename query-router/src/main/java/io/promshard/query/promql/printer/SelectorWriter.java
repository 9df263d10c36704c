package io.promshard.query.promql.printer;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.Quotes;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a selector without what stands behind it; its matchers in the order of their texts. */
final class SelectorWriter {

    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private SelectorWriter() {}

    static String write(VectorSelector selector) {
        List<String> matchers = selector.matchers().stream()
                .filter(m -> !isName(m, selector.name()))
                .map(SelectorWriter::matcher)
                .sorted(SelectorWriter::byCodePoints)
                .toList();
        return matchers.isEmpty() ? selector.name() : selector.name() + "{" + String.join(",", matchers) + "}";
    }

    private static boolean isName(LabelMatcher matcher, String name) {
        return matcher.name().equals(LabelMatcher.METRIC_NAME)
                && matcher.op() == MatchOp.EQUAL
                && matcher.value().equals(name)
                && !name.isEmpty();
    }

    private static String matcher(LabelMatcher m) {
        String name = PLAIN.matcher(m.name()).matches() ? m.name() : Quotes.quote(m.name());
        return name + m.op().text() + Quotes.quote(m.value());
    }

    /** The order of the bytes of UTF-8, which that of chars is not. */
    private static int byCodePoints(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
}
