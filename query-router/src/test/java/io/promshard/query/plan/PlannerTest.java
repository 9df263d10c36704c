package io.promshard.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    private final PromqlParser parser = new PromqlParser(ParserOptions.EXPERIMENTAL);
    private final Planner planner = new Planner(Duration.ofMinutes(1));

    private static final Topology EXTERNAL =
            topology(new FeatureLabel.External("a"), new FeatureLabel.External("b"), new FeatureLabel.External("c"));
    private static final Topology STORED =
            topology(new FeatureLabel.Stored(Set.of("a")), new FeatureLabel.Stored(Set.of("b")));
    private static final Topology OVERLAPPING =
            topology(new FeatureLabel.Stored(Set.of("a", "")), new FeatureLabel.Stored(Set.of("b", "")));

    private static Topology topology(FeatureLabel... labels) {
        List<Shard> shards = IntStream.range(0, labels.length)
                .mapToObj(i -> new Shard(
                        Character.toString('a' + i),
                        labels[i],
                        List.of(new Replica("r" + i, URI.create("http://127.0.0.1:" + (9090 + i))))))
                .toList();
        return new Topology(1, "cluster", shards);
    }

    private String plan(String query, Topology topology) {
        return PlanPrinter.print(planner.plan(parser.parse(query), topology), "cluster");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            up{cluster="a"}                                  => pass(a: up + cluster="a")
            {cluster="b",job="x"}                            => pass(b: {job="x"} + cluster="b")
            {cluster=~"b|z"}                                 => pass(b: {__name__!=""} + cluster="b")
            sum(up{cluster="a"})                             => pass(a: sum(up))
            sum by (cluster) (up{cluster="a"})               => pass(a: sum by (cluster) (up) + cluster="a")
            sum without (cluster) (up{cluster="a"})          => pass(a: sum without (cluster) (up))
            rate(up{cluster="a"}[5m] offset 1h)              => pass(a: rate(up[5m] offset 1h) + cluster="a")
            max_over_time(up{cluster="a"}[5m:])              => pass(a: max_over_time(up[5m:1m]) + cluster="a")
            scalar(up{cluster="a"})                          => pass(a: scalar(up))
            absent(up{cluster=~"a"})                         => pass(a: absent(up))
            up{cluster="a"} / on (job) up{cluster="a"}       => pass(a: up / on (job) up)
            up{cluster="a"} or up{cluster="z"}               => pass(a: up or up{cluster=~".+"} + cluster="a")
            topk(2, up{cluster="c"})                         => pass(c: topk(2, up) + cluster="c")
            """)
    void oneShardGetsTheQueryWithoutTheLabelAndTheAnswerGetsItBack(String query, String plan) {
        assertThat(plan(query, EXTERNAL)).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            label_join(up{cluster="a"}, "x", "-", "cluster", "job") => pass(a: label_join(label_replace(up, "cluster", "a", "", ""), "x", "-", "cluster", "job"))
            absent(up{cluster="a"})                          => pass(a: label_replace(absent(up), "cluster", "a", "", ""))
            up{cluster="a"} or vector(0)                     => pass(a: label_replace(up, "cluster", "a", "", "") or vector(0))
            up{cluster="a"} * sum(up{cluster="a"})           => pass(a: label_replace(up, "cluster", "a", "", "") * sum(label_replace(up, "cluster", "a", "", "")))
            rate(x{cluster="a"}[5m]) or vector(0)            => pass(a: label_replace(rate(x[5m]), "cluster", "a", "", "") or vector(0))
            timestamp((x{cluster="a"})) or vector(0)         => pass(a: label_replace(timestamp((x)), "cluster", "a", "", "") or vector(0))
            limit_ratio(0.5, x{cluster="a"})                 => pass(a: limit_ratio(0.5, label_replace(x, "cluster", "a", "", "")))
            """)
    void whatLooksAtTheLabelIsGivenItAtTheShard(String query, String plan) {
        assertThat(plan(query, EXTERNAL)).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            up{cluster=~"a|b"}                               => union(a: up + cluster="a"; b: up + cluster="b")
            up{cluster!="a"}                                 => union(b: up + cluster="b"; c: up + cluster="c")
            up{cluster="a"} or up{cluster="c"}               => union(a: up or up{cluster=~".+"} + cluster="a"; c: up{cluster=~".+"} or up + cluster="c")
            sum by (cluster) (up{cluster!="c"}) > 2          => union(a: sum by (cluster) (up) > 2 + cluster="a"; b: sum by (cluster) (up) > 2 + cluster="b")
            """)
    void whatShardsCanComputeApartIsUnited(String query, String plan) {
        assertThat(plan(query, EXTERNAL)).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max(up) * -1",
                "absent(up)",
                "scalar(up)",
                "up or vector(0)",
                "up / on (job) up",
                "up - ignoring (cluster) up",
                "up * on (job) group_left (cluster) up",
                "label_replace(up, \"cluster\", \"x\", \"job\", \".*\")",
                "count_values by (cluster) (\"cluster\", up)",
                "up > scalar(up)",
                "sort(up)",
                "info(up{cluster=\"a\"})",
                "info(vector(1))",
                "info(up{cluster=\"a\"}, {cluster=\"a\"})",
                "quantile without (job, cluster) (0.9, up)",
                "topk by (cluster) (scalar(sum(up)), up)",
                "sum_over_time(sum(up)[5m:1m])"
            })
    void whatNeedsSeriesOfSeveralShardsIsEvaluatedHere(String query) {
        assertThat(plan(query, EXTERNAL)).startsWith("evaluate(");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            sum(up{cluster!="c"})                            => combine(sum; a: sum(up); b: sum(up))
            min without (cluster) (up{cluster!="c"})         => combine(min without (cluster); a: min without (cluster) (up); b: min without (cluster) (up))
            max by (job) (rate(x{cluster!="c"}[5m]))         => combine(max by (job); a: max by (job) (rate(x[5m])); b: max by (job) (rate(x[5m])))
            count(up{cluster=~"a|b"} > 0)                    => combine(count; a: count(up > 0); b: count(up > 0))
            group((up{cluster!="c"}))                        => combine(group; a: group((up)); b: group((up)))
            count_values("v", up{cluster!="c"})              => combine(count_values; a: count_values("v", up); b: count_values("v", up))
            topk by (job) ((2), up{cluster!="c"})            => combine(topk by (job); a: topk by (job) ((2), up) + cluster="a"; b: topk by (job) ((2), up) + cluster="b")
            limitk(2, up{cluster!="c"})                      => combine(limitk; a: limitk(2, up) + cluster="a"; b: limitk(2, up) + cluster="b")
            sum(label_replace(up{cluster!="c"}, "x", "$1", "cluster", "(.*)")) => combine(sum; a: sum(label_replace(label_replace(up, "cluster", "a", "", ""), "x", "$1", "cluster", "(.*)")); b: sum(label_replace(label_replace(up, "cluster", "b", "", ""), "x", "$1", "cluster", "(.*)")))
            """)
    void shardsAggregateFirstWhereTheirSharesMakeTheWhole(String query, String plan) {
        assertThat(plan(query, EXTERNAL)).isEqualTo(plan);
    }

    @Test
    void aMeanIsAskedForAsASumAndACountInOneQuestion() {
        assertThat(plan("avg by (job) (up{cluster!=\"c\"})", EXTERNAL))
                .startsWith(
                        "combine(avg by (job); a: label_replace(sum by (job) (up), \"__share__\", \"sum\", \"\", \"\")"
                                + " or label_replace(count by (job) (up), \"__share__\", \"count\", \"\", \"\"); b: ");
    }

    @Test
    void aVarianceIsAskedForAsACountAMeanAndAVariance() {
        assertThat(plan("stddev(up{cluster!=\"c\"})", EXTERNAL))
                .startsWith("combine(stddev; a: label_replace(count(up), \"__share__\", \"count\", \"\", \"\")"
                        + " or label_replace(avg(up), \"__share__\", \"avg\", \"\", \"\")"
                        + " or label_replace(stdvar(up), \"__share__\", \"stdvar\", \"\", \"\"); b: ");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            max(up{cluster!="c"}) * -1        => evaluate(max(); combine(max; a: max(up); b: max(up)))
            sum(x{cluster!="c"}) / sum(up{cluster="a"}) => evaluate(sum(); combine(sum; a: sum(x); b: sum(x)); pass(a: sum(up)))
            sum(sum by (job) (up{cluster!="c"})) => evaluate(sum(); combine(sum by (job); a: sum by (job) (up); b: sum by (job) (up)))
            max_over_time(sum(up{cluster!="c"})[5m:]) => evaluate(sum(); combine(sum; a: sum(up); b: sum(up)))
            absent(up{cluster!="c"})          => evaluate(absent(); combine(group; a: group(up); b: group(up)))
            absent_over_time(up{cluster!="c"}[5m]) => evaluate(absent_over_time(); combine(group; a: group(last_over_time(up[5m])); b: group(last_over_time(up[5m]))))
            info(up{cluster!="c"}, {k="v",cluster="a"}) => evaluate(info(); union(a: up + cluster="a"; b: up + cluster="b"); pass(a: {__name__="target_info",k="v"} + cluster="a"))
            """)
    void whatIsAboveAnAggregationIsEvaluatedHere(String query, String plan) {
        assertThat(plan(query, EXTERNAL)).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantile(0.5, up)",
                "limit_ratio(0.5, up)",
                "topk(scalar(up), up)",
                "topk(0, up)",
                "topk(NaN, up)",
                "topk(1e300, up)",
                "topk(1 + 1, up)",
                "count_values(\"cluster\", up)",
                "count_values(\"\", up)",
                "sum(up or vector(0))",
                "sum(absent(up))",
                "sum(x / on (job) y)"
            })
    void noShareIsAskedForWhereSharesDoNotMakeTheWhole(String query) {
        assertThat(plan(query, EXTERNAL)).startsWith("evaluate(").doesNotContain("combine(" + query.split("\\(", 2)[0]);
    }

    @Test
    void seriesThatMayBeOnTwoShardsAreNotAddedUpByThem() {
        assertThat(plan("sum(up)", OVERLAPPING)).startsWith("evaluate(sum(); union(");
        assertThat(plan("sum(up{cluster!=\"\"})", OVERLAPPING)).startsWith("combine(sum; ");
        assertThat(PlanPrinter.print(
                        planner.with(shards -> shards.size() < 2).plan(parser.parse("sum(up)"), EXTERNAL), "cluster"))
                .startsWith("evaluate(targets that move between shards; read(a: up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 + 1", "vector(1)", "time()", "up{cluster=\"z\"}", "count(up{cluster=\"\"})", "\"text\""})
    void whatNoShardHasSeriesForIsAskedOfAny(String query) {
        assertThat(plan(query, EXTERNAL)).startsWith("any(");
    }

    /** A shard without a series of the other side would not see that two of this one are of one group. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            x{cluster="a"} / on (cluster) y                              => evaluate
            x / ignoring (job) group_left () y{cluster!="c"}             => evaluate
            abs(x{cluster="a"} > on (cluster, job) y)                    => evaluate
            sum by (cluster) (x{cluster="a"}) / on (cluster) topk by (cluster) (1, y) => evaluate
            sum by (cluster, job) (x{cluster="a"}) / on (cluster) sum by (cluster) (y) => evaluate
            sum by (cluster) (x{cluster="a"}) / on (cluster) (sum by (cluster) (y)) => union
            sum by (cluster) (x{cluster="a"}) / ignoring (job) sum by (cluster) (y) => union
            x{cluster="a"} / y                                           => union
            abs(x{cluster="a"}) / (rate(y[5m]) > 1)                      => union
            {job="x",cluster="a"} / y                                    => evaluate
            x{cluster="a"} / {__name__=~"y|z"}                           => evaluate
            x{cluster="a"} / (y or z)                                    => evaluate
            x / on (cluster) y                                           => union
            x{cluster="a"} and on (cluster) y                            => union
            """)
    void sidesOfDifferentShardsAreMatchedHereWhereGroupsMayHaveTwo(String query, String plan) {
        assertThat(plan(query, EXTERNAL)).startsWith(plan + "(");
    }

    /** Of no series, {@code absent} and {@code or vector(0)} still make some: no shard is asked, so they are computed here. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            rate(up{cluster="z"}[5m])            => true
            absent(up{cluster="a"})              => true
            sum(up{cluster="a"})                 => true
            absent(up{cluster="z"})              => false
            sum(up{cluster="z"}) or vector(0)    => false
            absent_over_time(up{cluster="z"}[5m]) => false
            sum(up)                              => false
            """)
    void aLeafIsWhatShardsComputeAlone(String query, boolean leaf) {
        assertThat(planner.isLeaf(parser.parse(query), EXTERNAL)).isEqualTo(leaf);
    }

    @Test
    void anAbsentSelectorSaysItsLabelThoughNoShardHasIt() {
        assertThat(plan("absent(up{cluster=\"z\"})", EXTERNAL))
                .startsWith("any(a: label_replace(absent(up{cluster=~\".+\"}), \"cluster\", \"z\", \"\", \"\");");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            up{cluster="a"}            => pass(a: up{cluster="a"})
            sum by (cluster) (up)      => union(a: sum by (cluster) (up); b: sum by (cluster) (up))
            sum(up{cluster="a"})       => pass(a: sum(up{cluster="a"}))
            """)
    void shardsThatStoreTheLabelGetTheQueryAsItIs(String query, String plan) {
        assertThat(plan(query, STORED)).isEqualTo(plan);
    }

    @Test
    void seriesWithoutTheLabelOnTwoShardsMustNotMeet() {
        assertThat(plan("sum by (cluster) (up)", OVERLAPPING)).startsWith("evaluate(");
        assertThat(plan("sum by (cluster) (up{cluster!=\"\"})", OVERLAPPING)).startsWith("union(");
        assertThat(plan("up", OVERLAPPING)).startsWith("union(");
    }

    /** Two collectors of the group g, and a shard of its own. */
    private static final Topology GROUPED = new Topology(
            1,
            "cluster",
            List.of(collector("g/p"), collector("g/q"), EXTERNAL.shards().getFirst()));

    private static Shard collector(String name) {
        return new Shard(
                name,
                new FeatureLabel.External("g"),
                List.of(new Replica(name, URI.create("http://127.0.0.1:9090"))),
                Optional.of("g"));
    }

    private String contested(String query) {
        Planner contested = planner.with(new ContestedGroups(Set.of("g")));
        return PlanPrinter.print(contested.plan(parser.parse(query), GROUPED), "cluster");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            up{cluster="a"}             => pass(a: up + cluster="a")
            up{cluster="g"}             => evaluate(targets that move between shards; read(g/p: up + cluster="g"; g/q: up + cluster="g"))
            rate(x{cluster="g"}[5m])    => evaluate(targets that move between shards; read(g/p: x + cluster="g"; g/q: x + cluster="g"))
            x{cluster="g"} offset 5m    => evaluate(targets that move between shards; read(g/p: x + cluster="g"; g/q: x + cluster="g"))
            sum(x{cluster="g"}) / sum(rate(x{cluster="a"}[5m])) => evaluate(targets that move between shards; read(g/p: x + cluster="g"; g/q: x + cluster="g"); pass(a: sum(rate(x[5m]))))
            {cluster=~"g|a",b="1"}      => evaluate(targets that move between shards; read(g/p: {b="1"} + cluster="g"; g/q: {b="1"} + cluster="g"; a: {b="1"} + cluster="a"))
            """)
    void samplesAreReadOfShardsBetweenWhichTargetsMayHaveMoved(String query, String plan) {
        assertThat(contested(query)).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            rate(x{cluster="g"}[5m])              => union(g/p: rate(x[5m]) + cluster="g"; g/q: rate(x[5m]) + cluster="g")
            sum by (cluster) (x{cluster="g"})     => combine(sum by (cluster); g/p: sum by (cluster) (x) + cluster="g"; g/q: sum by (cluster) (x) + cluster="g")
            count(x{cluster="g"})                 => combine(count; g/p: count(x); g/q: count(x))
            count(x)                              => combine(count; g/p: count(x); g/q: count(x); a: count(x))
            """)
    void shardsOfAGroupComputeTheirPartWhileNoTargetMoves(String query, String plan) {
        assertThat(plan(query, GROUPED)).isEqualTo(plan);
    }

    @Test
    void samplesAreReadForRangesWhoseFunctionNoShardCanCompute() {
        assertThat(plan("quantile_over_time(scalar(q{cluster=\"a\"}), x{cluster!=\"c\"}[5m] offset 1m)", EXTERNAL))
                .isEqualTo("evaluate(scalar(); pass(a: q + cluster=\"a\");"
                        + " read(a: x + cluster=\"a\"; b: x + cluster=\"b\"))");
    }

    @Test
    void oneShardOfAGroupHasEachSeriesOnce() {
        Topology alone = new Topology(1, "cluster", List.of(collector("g/p")));
        Planner contested = planner.with(new ContestedGroups(Set.of("g")));

        assertThat(PlanPrinter.print(contested.plan(parser.parse("sum(x)"), alone), "cluster"))
                .isEqualTo("pass(g/p: sum(x))");
    }

    @Test
    void aLongChainTakesNoStack() {
        String chain = String.join(" + ", Collections.nCopies(3_000, "up{cluster=\"a\"}"));

        assertThat(plan(chain, EXTERNAL)).startsWith("pass(a: up + up + up");
    }

    @Test
    void dollarsInAValueStayDollars() {
        Topology odd = topology(new FeatureLabel.External("$1"));

        assertThat(plan("up or vector(0)", odd)).contains("\"cluster\", \"$$1\"");
    }
}
