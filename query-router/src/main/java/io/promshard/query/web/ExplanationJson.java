package io.promshard.query.web;

import io.promshard.query.client.ApiCall;
import io.promshard.query.engine.Grid;
import io.promshard.query.error.QueryException;
import io.promshard.query.explain.Explanation;
import io.promshard.query.explain.Explanation.ToldShard;
import io.promshard.query.explain.MadeCall;
import io.promshard.query.explain.MadeCalls;
import io.promshard.query.explain.Run;
import io.promshard.query.explain.ToldCall;
import io.promshard.query.explain.ToldPart;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An explanation in the envelope of the API; of a query that failed with its error beside the data. Used by one thread. */
final class ExplanationJson {

    private static final JsonFactory JSON = new JsonFactory();

    private final Explanation explanation;
    private final MadeCalls made;
    private final JsonGenerator json;

    private ExplanationJson(Explanation explanation, JsonGenerator json) {
        this.explanation = explanation;
        this.made = new MadeCalls(explanation);
        this.json = json;
    }

    static String of(Explanation explanation) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new ExplanationJson(explanation, json).write();
        }
        return text.toString();
    }

    private void write() {
        json.writeStartObject();
        explanation
                .run()
                .flatMap(Run::failure)
                .ifPresentOrElse(this::failure, () -> json.writeStringProperty("status", "success"));
        json.writeObjectPropertyStart("data");
        json.writeStringProperty("query", explanation.query());
        times(explanation.grid());
        json.writeStringProperty("plan", explanation.plan());
        json.writeName("tree");
        part(explanation.root());
        json.writeArrayPropertyStart("shards");
        explanation.shards().forEach(this::shard);
        json.writeEndArray();
        explanation.run().ifPresent(this::run);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void failure(QueryException failure) {
        json.writeStringProperty("status", "error");
        json.writeStringProperty("errorType", failure.type().text());
        json.writeStringProperty("error", failure.getMessage());
    }

    private void times(Grid grid) {
        if (grid.isInstant()) {
            json.writeNumberProperty("time", seconds(grid.startMillis()));
        } else {
            json.writeNumberProperty("start", seconds(grid.startMillis()));
            json.writeNumberProperty("end", seconds(grid.endMillis()));
            json.writeNumberProperty("step", seconds(grid.stepMillis()));
        }
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos() / 1000, 6);
    }

    private void part(ToldPart part) {
        json.writeStartObject();
        json.writeStringProperty("kind", part.kind());
        json.writeStringProperty("expr", part.expr());
        json.writeStringProperty("why", part.why());
        if (!part.calls().isEmpty()) {
            json.writeArrayPropertyStart("calls");
            part.calls().forEach(this::call);
            json.writeEndArray();
        }
        parts("parts", part.parts());
        parts("otherwise", part.otherwise());
        json.writeEndObject();
    }

    private void parts(String name, List<ToldPart> parts) {
        if (!parts.isEmpty()) {
            json.writeArrayPropertyStart(name);
            parts.forEach(this::part);
            json.writeEndArray();
        }
    }

    private void call(ToldCall call) {
        json.writeStartObject();
        json.writeStringProperty("shard", call.shard());
        texts("replicas", call.replicas());
        if (!call.lacking().isEmpty()) {
            texts("lacking", call.lacking());
        }
        request(call.call());
        call.putBack().ifPresent(label -> {
            json.writeObjectPropertyStart("putBack");
            json.writeStringProperty(label.name(), label.value());
            json.writeEndObject();
        });
        if (explanation.run().isPresent()) {
            json.writeArrayPropertyStart("made");
            made.of(call).forEach(this::made);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** No call of a query has two parameters of one name. */
    private void request(ApiCall call) {
        json.writeStringProperty("path", call.path());
        json.writeObjectPropertyStart("parameters");
        call.params().forEach(param -> json.writeStringProperty(param.name(), param.value()));
        json.writeEndObject();
    }

    private void made(MadeCall call) {
        json.writeStartObject();
        outcome(call);
        json.writeEndObject();
    }

    private void outcome(MadeCall call) {
        json.writeNumberProperty("beganSeconds", seconds(call.began()));
        if (!call.replica().isEmpty()) {
            json.writeStringProperty("replica", call.replica());
        }
        call.status().ifPresent(status -> json.writeNumberProperty("status", status));
        call.firstByte().ifPresent(time -> json.writeNumberProperty("firstByteSeconds", seconds(time)));
        call.total().ifPresent(time -> json.writeNumberProperty("totalSeconds", seconds(time)));
        json.writeNumberProperty("bytes", call.bytes());
        json.writeNumberProperty("series", call.series());
        json.writeNumberProperty("samples", call.samples());
        if (!call.failure().isEmpty()) {
            json.writeStringProperty("failure", call.failure());
        }
    }

    private void shard(ToldShard shard) {
        json.writeStartObject();
        json.writeStringProperty("name", shard.name());
        json.writeBooleanProperty("asked", shard.isAsked());
        if (!shard.isAsked()) {
            json.writeStringProperty("why", shard.why());
        }
        json.writeEndObject();
    }

    private void run(Run run) {
        json.writeObjectPropertyStart("run");
        json.writeNumberProperty("seconds", seconds(run.took()));
        json.writeNumberProperty("bytes", run.bytes());
        json.writeNumberProperty("series", run.series());
        json.writeNumberProperty("samples", run.samples());
        texts("missing", run.missing());
        texts("warnings", run.warnings());
        json.writeArrayPropertyStart("further");
        made.besides(explanation.root()).forEach(this::further);
        json.writeEndArray();
        json.writeNumberProperty("untold", run.others());
        json.writeEndObject();
    }

    private void further(MadeCall call) {
        json.writeStartObject();
        json.writeStringProperty("shard", call.shard());
        request(call.call());
        outcome(call);
        json.writeEndObject();
    }
}
