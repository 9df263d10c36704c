package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.printer.PromqlPrettyPrinter;
import io.promshard.query.promql.text.ByteString;
import io.promshard.query.web.ExprJson;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a Prometheus what it makes of thousands of queries, most of them broken: verdict, text of the error, pretty text
 * and tree are the same here. {@code -Dagreement.inputs} and {@code -Dagreement.seed} try more and others.
 */
@RealServers(ServerKind.PROMETHEUS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromqlAgreesWithPrometheusIT {

    private static final int INPUTS = Integer.getInteger("agreement.inputs", 4_000);
    private static final long SEED = Long.getLong("agreement.seed", 7);
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(10_000).build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(10_000).build())
            .build());
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final PromqlParser PARSER = new PromqlParser(ParserOptions.EXPERIMENTAL);

    private static final String REFUSED = "invalid parameter \"query\": ";

    /** Where Prometheus panics while it looks for further errors; what was wrong first is said here. */
    private static final JsonNode CRASH = JSON.valueToTree(REFUSED + "unexpected error");

    private PrometheusServer prometheus;

    @BeforeAll
    void start(Servers servers) {
        String flags = "--enable-feature=promql-experimental-functions,promql-duration-expr";
        prometheus = servers.prometheus("", Start.PLAIN.with(flags));
    }

    @Test
    void saysTheSameOfBrokenQueries() throws Exception {
        Mutator mutator = new Mutator(SEED);
        agreesOn(Stream.generate(mutator::next).limit(INPUTS).toList());
    }

    @Test
    void saysTheSameOfQueriesWhoseSizeCounts() throws Exception {
        agreesOn(List.of(
                "1" + " + 1".repeat(1_000),
                "a" + " or a".repeat(300),
                "(".repeat(200) + "a" + ")".repeat(200),
                "-".repeat(200) + "a",
                "1" + " ^ 1".repeat(200),
                "sum(".repeat(100) + "a" + ") by (b)".repeat(100),
                "a" + "[1m:]".repeat(100)));
    }

    /** Queries with and without verdicts of a Prometheus; skipped without the system property. */
    @ParameterizedTest
    @ValueSource(strings = {"public_cases.json", "promqltest.json", "parser_cases.json"})
    void saysTheSameOfTheConformanceCases(String name) throws Exception {
        Path file = Path.of(System.getProperty("conformance.dir", "none"), name);
        assumeTrue(Files.exists(file), "no " + name + " in -Dconformance.dir");

        Set<String> texts = new TreeSet<>();
        addTexts(JSON.readTree(file.toFile()), texts);
        agreesOn(List.copyOf(texts));
    }

    /** Every string is a query, at least a broken one. */
    private static void addTexts(JsonNode node, Set<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> addTexts(child, texts));
    }

    private void agreesOn(List<String> queries) throws Exception {
        List<String> disagreements = new ArrayList<>();
        for (String query : queries) {
            disagreements.addAll(disagreements(ByteString.wellFormed(query)));
        }

        System.out.printf(">>> %d inputs, %d disagreements%n", queries.size(), disagreements.size());
        assertThat(disagreements).isEmpty();
    }

    private List<String> disagreements(String query) throws IOException, InterruptedException {
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

    private static String format(String query) {
        try {
            return PromqlPrettyPrinter.print(PARSER.parse(query));
        } catch (ParseException e) {
            return refusal(e);
        }
    }

    private static JsonNode tree(String query) {
        try {
            Expr expr = PARSER.parse(query);
            StringWriter json = new StringWriter();
            try (JsonGenerator generator = JSON.createGenerator(json)) {
                ExprJson.write(expr, generator);
            }
            return JSON.readTree(json.toString());
        } catch (ParseException e) {
            return JSON.valueToTree(refusal(e));
        }
    }

    private static String refusal(ParseException e) {
        return REFUSED + e.getMessage();
    }
}
