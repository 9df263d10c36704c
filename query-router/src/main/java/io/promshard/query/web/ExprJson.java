package io.promshard.query.web;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.ByteString;
import io.promshard.query.promql.text.Numbers;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A tree as the JSON of {@code /api/v1/parse_query}, fields in alphabetical order. */
public final class ExprJson {

    private final JsonGenerator json;
    private final ExprPartsJson parts;

    private ExprJson(JsonGenerator json) {
        this.json = json;
        this.parts = new ExprPartsJson(json);
    }

    /**
     * Writes one value and leaves the generator open.
     *
     * @param json one whose {@code StreamWriteConstraints} allow the depth of the tree, which a chain of operators
     *     makes larger than their default
     */
    public static void write(Expr expr, JsonGenerator json) {
        new ExprJson(json).write(expr);
    }

    private void write(@Nullable Expr expr) {
        switch (expr) {
            case null -> json.writeNull();
            case AggregateExpr e -> aggregate(e);
            case BinaryExpr e -> binary(e);
            case Call e -> call(e);
            case MatrixSelector e -> matrix(e);
            case NumberLiteral e -> literal("numberLiteral", Numbers.format(e.value()));
            case ParenExpr e -> paren(e);
            case StringLiteral e -> literal("stringLiteral", ByteString.wellFormed(e.value()));
            case SubqueryExpr e -> subquery(e);
            case UnaryExpr e -> unary(e);
            case VectorSelector e -> vector(e);
        }
    }

    private void aggregate(AggregateExpr e) {
        json.writeStartObject();
        field("expr", e.expr());
        parts.labels("grouping", e.grouping());
        json.writeStringProperty("op", e.op().text());
        field("param", e.param());
        end("aggregation", () -> json.writeBooleanProperty("without", e.without()));
    }

    /** The left side in a loop: chains are longer than a stack is deep. */
    private void binary(BinaryExpr root) {
        Deque<BinaryExpr> chain = new ArrayDeque<>();
        Expr left = root;
        while (left instanceof BinaryExpr binary) {
            chain.push(binary);
            json.writeStartObject();
            json.writeBooleanProperty("bool", binary.returnBool());
            json.writeName("lhs");
            left = binary.lhs();
        }
        write(left);
        for (BinaryExpr binary : chain) {
            parts.matching(binary.matching());
            json.writeStringProperty("op", binary.op().text());
            field("rhs", binary.rhs());
            end("binaryExpr");
        }
    }

    private void call(Call e) {
        json.writeStartObject();
        json.writeArrayPropertyStart("args");
        e.args().forEach(this::write);
        json.writeEndArray();
        parts.function(e.function());
        end("call");
    }

    private void matrix(MatrixSelector e) {
        json.writeStartObject();
        parts.selector(e.selector());
        parts.millis("range", e.range());
        parts.at(e.selector().at());
        end("matrixSelector");
    }

    private void literal(String type, String value) {
        json.writeStartObject();
        end(type, () -> json.writeStringProperty("val", value));
    }

    private void paren(ParenExpr e) {
        json.writeStartObject();
        field("expr", e.expr());
        end("parenExpr");
    }

    private void subquery(SubqueryExpr e) {
        json.writeStartObject();
        field("expr", e.expr());
        parts.millis("offset", e.offset());
        parts.millis("range", e.range());
        parts.startOrEnd(e.at());
        parts.millis("step", e.step());
        parts.timestamp(e.at());
        end("subquery");
    }

    private void unary(UnaryExpr e) {
        json.writeStartObject();
        field("expr", e.expr());
        json.writeStringProperty("op", e.op().text());
        end("unaryExpr");
    }

    private void vector(VectorSelector e) {
        json.writeStartObject();
        parts.selector(e);
        parts.at(e.at());
        end("vectorSelector");
    }

    private void field(String name, @Nullable Expr expr) {
        json.writeName(name);
        write(expr);
    }

    private void end(String type) {
        end(type, () -> {});
    }

    private void end(String type, Runnable last) {
        json.writeStringProperty("type", type);
        last.run();
        json.writeEndObject();
    }
}
