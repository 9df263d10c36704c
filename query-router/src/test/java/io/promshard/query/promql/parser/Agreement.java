package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.printer.PromqlPrettyPrinter;
import io.promshard.query.promql.text.ByteString;
import io.promshard.query.web.ExprJson;
import io.promshard.shard.servers.PrometheusServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus and a parser with the same flags, asked the same. */
record Agreement(PrometheusServer prometheus, PromqlParser parser) {

    static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(10_000).build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(10_000).build())
            .build());

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String REFUSED = "invalid parameter \"query\": ";

    /** Where Prometheus panics while it looks for further errors; what was wrong first is said here. */
    private static final JsonNode CRASH = JSON.valueToTree(REFUSED + "unexpected error");

    /** What they say differently of a query: errors, pretty text and tree. */
    List<String> disagreements(String text) throws IOException, InterruptedException {
        String query = ByteString.wellFormed(text);
        List<String> found = new ArrayList<>();
        compare(query, "format_query", JSON.valueToTree(format(query)), found);
        compare(query, "parse_query", tree(query), found);
        return found;
    }

    private void compare(String query, String endpoint, JsonNode ours, List<String> found)
            throws IOException, InterruptedException {
        JsonNode theirs = ask(endpoint, query);
        boolean crashed = theirs.equals(CRASH) && ours.asString("").startsWith(REFUSED);
        if (!crashed && !theirs.equals(ours)) {
            found.add("%s of %s%n  there: %s%n  here:  %s".formatted(endpoint, query, theirs, ours));
        }
    }

    private JsonNode ask(String endpoint, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(prometheus.url() + "/api/v1/" + endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .build();
        JsonNode answer =
                JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        JsonNode data = answer.get("data");
        return data == null ? answer.get("error") : data;
    }

    private String format(String query) {
        try {
            return PromqlPrettyPrinter.print(parser.parse(query));
        } catch (ParseException e) {
            return REFUSED + e.getMessage();
        }
    }

    private JsonNode tree(String query) {
        try {
            Expr expr = parser.parse(query);
            StringWriter json = new StringWriter();
            try (JsonGenerator generator = JSON.createGenerator(json)) {
                ExprJson.write(expr, generator);
            }
            return JSON.readTree(json.toString());
        } catch (ParseException e) {
            return JSON.valueToTree(REFUSED + e.getMessage());
        }
    }
}
