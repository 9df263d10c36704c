package io.promshard.query.engine.oracle;

import io.promshard.query.engine.EachSelector;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.QueryResult;
import io.promshard.query.engine.ServerLeaves;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.engine.json.QueryValueWriter;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Asks a server for a query's answer, has the engine compute it, and compares. */
final class Comparison {

    private final ObjectMapper json = new ObjectMapper();
    private final Engine engine = new Engine(50_000_000, Duration.ofMinutes(1));
    private final ServerLeaves server;
    private final Function<Evaluated, QueryResult> run;

    /** @param run has a query computed */
    Comparison(ServerLeaves server, Function<Evaluated, QueryResult> run) {
        this.server = server;
        this.run = run;
    }

    /** What is computed of a server's leaves, against what that server computes. */
    static Comparison ofLeaves(ServerLeaves server) {
        return new Comparison(
                server,
                query -> query.engine()
                        .prepare(query.query(), new EachSelector())
                        .run(server));
    }

    /** A query, and who evaluates it. */
    record Evaluated(Engine engine, Query query) {}

    /**
     * Compares the answers to a query.
     *
     * @param ordered whether the order of an instant vector counts, if the query sorts
     */
    void compare(String query, Grid grid, boolean ordered, Tally tally) {
        Expr expr = new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query);
        String text = PromqlPrinter.print(expr);
        Query whole = new Query(new PromqlParser(ParserOptions.EXPERIMENTAL).parse(text), text, grid);
        JsonNode expected = server.ask(text, grid);
        try {
            JsonNode actual = answer(whole);
            String difference = difference(expected, actual, ordered && query.startsWith("sort"));
            tally.add(expected, difference.isEmpty() ? "" : text + " at " + grid + ": " + difference);
        } catch (EngineException.Unsupported e) {
            tally.addRefused();
        }
    }

    private JsonNode answer(Query query) {
        try {
            QueryResult result = run.apply(new Evaluated(engine, query));
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            new QueryValueWriter(data).write(result.value());
            ObjectNode answer = json.createObjectNode().put("status", "success");
            answer.set("data", json.readTree(data.toByteArray()));
            answer.set("warnings", json.valueToTree(result.warnings()));
            answer.set("infos", json.valueToTree(result.infos()));
            return answer;
        } catch (EngineException.Execution e) {
            return json.createObjectNode().put("status", "error").put("error", e.getMessage());
        } catch (EngineException.BadData e) {
            String message = "invalid parameter \"query\": " + e.getMessage();
            return json.createObjectNode().put("status", "error").put("error", message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(JsonNode expected, JsonNode actual, boolean ordered) {
        if (!expected.path("status").equals(actual.path("status")) || expected.has("error")) {
            return AnswerText.difference(error(expected), error(actual));
        }
        JsonNode before = expected.path("data");
        JsonNode after = actual.path("data");
        if (!before.path("resultType").equals(after.path("resultType"))) {
            return after.path("resultType") + ", not " + before.path("resultType");
        }
        boolean vector = before.path("resultType").asString().equals("vector") && !ordered;
        String difference = vector
                ? AnswerText.differenceInAnyOrder(before.path("result"), after.path("result"))
                : AnswerText.difference(before.path("result"), after.path("result"));
        return difference.isEmpty() ? notes(expected, actual) : difference;
    }

    /** Which of several double series Prometheus tells depends on the order in which it stores them. */
    private static JsonNode error(JsonNode answer) {
        String error = answer.path("error").asString("");
        return StringNode.valueOf(error.replaceAll("match group .* on the (left|right) .*", "$1"));
    }

    private static String notes(JsonNode expected, JsonNode actual) {
        for (String kind : List.of("warnings", "infos")) {
            List<String> before = AnswerText.sorted(expected.path(kind));
            List<String> after = AnswerText.sorted(actual.path(kind));
            boolean cut = before.stream().anyMatch(text -> text.endsWith("omitted"));
            if (!cut && !before.equals(after)) {
                return kind + " " + after + ", not " + before;
            }
        }
        return "";
    }
}
