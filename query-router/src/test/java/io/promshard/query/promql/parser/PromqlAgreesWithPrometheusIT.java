package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
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
import tools.jackson.databind.JsonNode;

/**
 * Asks Prometheus what it makes of thousands of queries, most of them broken: verdict, text of the error, pretty text
 * and tree are the same here. {@code -Dagreement.inputs} and {@code -Dagreement.seed} try more and others.
 */
@RealServers(ServerKind.PROMETHEUS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromqlAgreesWithPrometheusIT {

    private static final int INPUTS = Integer.getInteger("agreement.inputs", 4_000);
    private static final long SEED = Long.getLong("agreement.seed", 7);

    private Agreement experimental;
    private Agreement stable;

    @BeforeAll
    void start(Servers servers) {
        String flags = "--enable-feature=promql-experimental-functions,promql-duration-expr";
        experimental = new Agreement(
                servers.prometheus("", Start.PLAIN.with(flags)), new PromqlParser(ParserOptions.EXPERIMENTAL));
        stable = new Agreement(servers.prometheus(""), new PromqlParser(ParserOptions.STABLE));
    }

    @Test
    void saysTheSameOfBrokenQueries() throws Exception {
        assertAgreed(
                experimental,
                Stream.generate(new Mutator(SEED)::next).limit(INPUTS).toList());
    }

    @Test
    void saysTheSameWithoutFlags() throws Exception {
        assertAgreed(
                stable,
                Stream.generate(new Mutator(SEED + 1)::next).limit(INPUTS / 4).toList());
    }

    @Test
    void saysTheSameOfQueriesWhoseSizeCounts() throws Exception {
        assertAgreed(
                experimental,
                List.of(
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
        addTexts(Agreement.JSON.readTree(file.toFile()), texts);
        assertAgreed(experimental, List.copyOf(texts));
    }

    /** Every string is a query, at least a broken one. */
    private static void addTexts(JsonNode node, Set<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> addTexts(child, texts));
    }

    private static void assertAgreed(Agreement agreement, List<String> queries) throws Exception {
        List<String> disagreements = new ArrayList<>();
        for (String query : queries) {
            disagreements.addAll(agreement.disagreements(query));
        }

        System.out.printf(">>> %d inputs, %d disagreements%n", queries.size(), disagreements.size());
        assertThat(disagreements).isEmpty();
    }
}
