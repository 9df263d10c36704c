package io.promshard.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.parser.Functions;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says of plans is what the planner does. */
class DocumentedPlansTest {

    /** What a plan is called in the table of constructs, by the beginning of its text. */
    private static final Map<String, String> WORDS = Map.of(
            "pass",
            "passed down",
            "union",
            "merged here",
            "any",
            "asked of any",
            "combine",
            "combined here",
            "evaluate",
            "evaluated here");

    private final PromqlParser parser = new PromqlParser(ParserOptions.EXPERIMENTAL);
    private final Planner planner = new Planner(Duration.ofMinutes(1));

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }

    /** The rows of the table that begins with that head, without its ruler and its headings within. */
    static List<List<String>> table(String page, String head) throws IOException {
        return page(page)
                .lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(DocumentedPlansTest::cells)
                .filter(cells -> !cells.get(1).isEmpty())
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1).split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }

    static String unquoted(String cell) {
        assertThat(cell).startsWith("`").endsWith("`");
        return cell.substring(1, cell.length() - 1);
    }

    private String plan(String query, String... shards) {
        List<Shard> all = Arrays.stream(shards)
                .map(name -> new Shard(
                        name,
                        new FeatureLabel.External(name),
                        List.of(new Replica(name, URI.create("http://" + name + ":9090")))))
                .toList();
        return PlanPrinter.print(planner.plan(parser.parse(query), new Topology(1, "cluster", all)), "cluster");
    }

    String word(String query, String... shards) {
        String plan = plan(query, shards);
        return WORDS.getOrDefault(plan.substring(0, plan.indexOf('(')), plan);
    }

    static Stream<List<String>> examplesOfPlans() throws IOException {
        return table("query-router.md", "| query | plan |").stream();
    }

    @ParameterizedTest
    @MethodSource("examplesOfPlans")
    void plansAreAsShown(List<String> row) {
        assertThat(plan(unquoted(row.get(0)), "a", "b", "c")).isEqualTo(unquoted(row.get(1)));
    }

    static Stream<List<String>> constructs() throws IOException {
        return table("compatibility.md", "| construct |").stream();
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void constructsAreDoneAsToldOverOneShardAndOverSeveral(List<String> row) {
        String query = unquoted(row.get(1));

        assertThat(List.of(word(query, "a"), word(query, "a", "b"))).isEqualTo(row.subList(2, 4));
    }

    @Test
    void everyFunctionOperatorAndAggregationIsTold() throws IOException {
        String told = String.join("\n", constructs().map(row -> row.getFirst()).toList());

        assertThat(Stream.of(
                                Functions.all().stream().map(FunctionSignature::name),
                                Arrays.stream(Aggregator.values()).map(Aggregator::text),
                                Arrays.stream(BinaryOp.values()).map(BinaryOp::text))
                        .flatMap(names -> names))
                .hasSizeGreaterThan(90)
                .allSatisfy(name -> assertThat(told).contains("`" + name + "`"));
    }
}
