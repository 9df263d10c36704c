package io.promshard.query.web;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.AtModifier;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.DurationExpr;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.StartOrEnd;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What expressions consist of besides expressions, as properties of the object that is open. */
final class ExprPartsJson {

    private final JsonGenerator json;

    ExprPartsJson(JsonGenerator json) {
        this.json = json;
    }

    void labels(String name, List<String> labels) {
        json.writeArrayPropertyStart(name);
        labels.forEach(json::writeString);
        json.writeEndArray();
    }

    void matching(@Nullable VectorMatching matching) {
        json.writeName("matching");
        if (matching == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("card", matching.card().text());
        labels("include", matching.include());
        labels("labels", matching.labels());
        json.writeBooleanProperty("on", matching.on());
        json.writeEndObject();
    }

    void function(FunctionSignature function) {
        json.writeObjectPropertyStart("func");
        json.writeArrayPropertyStart("argTypes");
        function.argTypes().forEach(type -> json.writeString(type.text()));
        json.writeEndArray();
        json.writeStringProperty("name", function.name());
        json.writeStringProperty("returnType", function.returnType().text());
        json.writeNumberProperty("variadic", function.variadic());
        json.writeEndObject();
    }

    void selector(VectorSelector selector) {
        json.writeArrayPropertyStart("matchers");
        selector.matchers().forEach(this::matcher);
        json.writeEndArray();
        json.writeStringProperty("name", selector.name());
        millis("offset", selector.offset());
    }

    private void matcher(LabelMatcher matcher) {
        json.writeStartObject();
        json.writeStringProperty("name", ByteString.wellFormed(matcher.name()));
        json.writeStringProperty("type", matcher.op().text());
        json.writeStringProperty("value", ByteString.wellFormed(matcher.value()));
        json.writeEndObject();
    }

    /** 0 for an expression: Prometheus answers before it evaluates one. */
    void millis(String name, DurationSpec duration) {
        long millis = switch (duration) {
            case FixedDuration fixed -> fixed.millis();
            case DurationExpr expr -> 0;
        };
        json.writeNumberProperty(name, millis);
    }

    void at(@Nullable AtModifier at) {
        startOrEnd(at);
        timestamp(at);
    }

    void startOrEnd(@Nullable AtModifier at) {
        json.writeName("startOrEnd");
        if (at instanceof StartOrEnd end) {
            json.writeString(end.text());
        } else {
            json.writeNull();
        }
    }

    void timestamp(@Nullable AtModifier at) {
        json.writeName("timestamp");
        if (at instanceof AtTimestamp timestamp) {
            json.writeNumber(timestamp.millis());
        } else {
            json.writeNull();
        }
    }
}
