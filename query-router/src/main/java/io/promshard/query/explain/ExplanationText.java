package io.promshard.query.explain;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.explain.Explanation.ToldShard;
import io.promshard.query.promql.text.Quotes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation as text, for people: a line for the plan, then one for each part and call, what is within others behind them. */
public final class ExplanationText {

    private final StringBuilder text = new StringBuilder();
    private final Explanation explanation;
    private final MadeCalls made;

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        this.made = new MadeCalls(explanation);
    }

    public static String of(Explanation explanation) {
        return new ExplanationText(explanation).write();
    }

    private String write() {
        line(0, explanation.plan());
        part(0, explanation.root());
        explanation.shards().stream().filter(shard -> !shard.isAsked()).forEach(this::leftOut);
        explanation.run().ifPresent(this::run);
        return text.toString();
    }

    private void part(int depth, ToldPart part) {
        line(depth, part.kind() + " " + part.expr() + "   (" + part.why() + ")");
        part.calls().forEach(call -> call(depth + 1, call));
        part.parts().forEach(each -> part(depth + 1, each));
        if (!part.otherwise().isEmpty()) {
            line(depth + 1, "if that does not tell enough:");
            part.otherwise().forEach(each -> part(depth + 2, each));
        }
    }

    private void call(int depth, ToldCall call) {
        String lacking = call.lacking().isEmpty() ? "" : ", lacking samples: " + String.join(" ", call.lacking());
        String putBack = call.putBack()
                .map(label -> " + " + label.name() + "=" + Quotes.quote(label.value()))
                .orElse("");
        line(
                depth,
                "-> " + call.shard() + " [" + String.join(" ", call.replicas()) + lacking + "] "
                        + call.call().path() + " " + params(call.call().params()) + putBack);
        made.of(call).forEach(each -> line(depth + 1, outcome(each)));
    }

    private static String params(List<Param> params) {
        return params.stream()
                .map(param -> param.name() + "=" + Quotes.quote(param.value()))
                .collect(Collectors.joining(" "));
    }

    private static String outcome(MadeCall call) {
        return "<- " + (call.replica().isEmpty() ? "nobody" : call.replica())
                + call.status().stream().mapToObj(status -> " " + status).collect(Collectors.joining())
                + call.firstByte()
                        .map(time -> ", first byte after " + millis(time))
                        .orElse("")
                + call.total().map(time -> ", all after " + millis(time)).orElse(", not awaited")
                + ", " + call.bytes() + " bytes, " + call.series() + " series, " + call.samples() + " samples"
                + (call.failure().isEmpty() ? "" : ", failed: " + call.failure());
    }

    private void leftOut(ToldShard shard) {
        line(0, "not asked: " + shard.name() + "   (" + shard.why() + ")");
    }

    private void run(Run run) {
        List<MadeCall> besides = made.besides(explanation.root());
        if (!besides.isEmpty()) {
            line(0, "calls that answers made necessary:");
        }
        for (MadeCall call : besides) {
            line(
                    1,
                    "-> " + call.shard() + " " + call.call().path() + " "
                            + params(call.call().params()));
            line(2, outcome(call));
        }
        line(
                0,
                "took " + millis(run.took()) + ", read " + run.bytes() + " bytes; the answer has " + run.series()
                        + " series, " + run.samples() + " samples");
        run.missing().forEach(shard -> line(0, "missing: " + shard));
        run.warnings().forEach(warning -> line(0, "warning: " + warning));
        run.failure().ifPresent(failure -> line(0, "failed: " + failure.getMessage()));
    }

    private static String millis(Duration time) {
        return "%d.%03d ms".formatted(time.toMillis(), time.toNanos() / 1000 % 1000);
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line.replace('\n', ' ')).append('\n');
    }
}
