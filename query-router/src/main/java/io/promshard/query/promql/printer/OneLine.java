package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.text.ByteString;
import java.util.IdentityHashMap;

/** A tree on one line, and where on it each part is: each part is written once, however deep it is. */
final class OneLine {

    private static final int MAX_BYTES = 100;

    private final IdentityHashMap<Expr, Span> spans = new IdentityHashMap<>();
    private final String text;

    OneLine(Expr root) {
        this.text = new ExprWriter((expr, start, end) -> spans.put(expr, new Span(start, end))).write(root);
    }

    private record Span(int start, int end) {}

    String text(Expr part) {
        Span span = span(part);
        return text.substring(span.start, span.end);
    }

    boolean isTooLong(Expr part) {
        Span span = span(part);
        return span.end - span.start > MAX_BYTES || ByteString.length(text, span.start, span.end) > MAX_BYTES;
    }

    private Span span(Expr part) {
        Span span = spans.get(part);
        if (span == null) {
            throw new IllegalArgumentException(
                    "no part of the tree: " + part.getClass().getSimpleName());
        }
        return span;
    }
}
