package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.shard.labels.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put together of shares is what aggregating all samples at once gives. */
class CombinationsTest {

    private static final int QUERIES = Integer.getInteger("combined.queries", 6_000);
    private static final long SEED = Long.getLong("combined.seed", 1);
    private static final Engine ENGINE = new Engine(1_000_000, Duration.ofMinutes(1));
    private static final PromqlParser PARSER = new PromqlParser(ParserOptions.EXPERIMENTAL);

    /** Shards by a line each of series {@code x}, separated by blanks: a value for each, at one step. */
    private static SplitLeaves shards(String... values) {
        List<TextLeaves> shards = new ArrayList<>();
        for (String ofShard : values) {
            StringBuilder lines = new StringBuilder();
            int i = 0;
            for (String value : ofShard.strip().split(" +", -1)) {
                lines.append("x{s=\"")
                        .append(shards.size())
                        .append("\",i=\"")
                        .append(i++)
                        .append("\"} ")
                        .append(value);
                lines.append('\n');
            }
            shards.add(new TextLeaves(lines.toString()));
        }
        return new SplitLeaves(shards);
    }

    private static String answer(String query, SplitLeaves leaves) {
        return Evaluated.print(run(query, Grid.instant(0), leaves));
    }

    private static QueryResult run(String query, Grid grid, SplitLeaves leaves) {
        Expr expr = PARSER.parse(query);
        return ENGINE.prepare(new Query(expr, query, grid), leaves).run(leaves);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            sum(x)              => 1 2 3    | 4 5   => 15
            sum(x)              => 0.1 0.2  | 0.3   => 0.6000000000000001
            sum(x)              => 0        | 0 0   => 0
            avg(x)              => 1 2      | 6     => 3
            min(x)              => 3 NaN    | NaN   => 3
            max(x)              => NaN      | NaN   => NaN
            max(x)              => -1 Inf   | 7     => +Inf
            count(x)            => 1 NaN    | 3     => 3
            group(x)            => 1 NaN    | 3     => 1
            stdvar(x)           => 1 2      | 3 6   => 3.5
            stddev(x)           => 1 5      | 1 5   => 2
            stdvar(x)           => 1 1      | 1     => 0
            """)
    void areAskedForAndTellTheWhole(String query, String values, String answer) {
        SplitLeaves leaves = shards(values.split("\\|", -1));

        assertThat(answer(query, leaves)).isEqualTo("{} " + answer);
        assertThat(leaves.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            sum(x)              => 1e100 1      | -1e100    => 1
            sum(x)              => 5 1e-20      | -5        => 1e-20
            sum(x)              => 1e308 1e308  | -1e308    => +Inf
            sum(x)              => Inf          | 1         => +Inf
            sum(x)              => NaN          | 1         => NaN
            avg(x)              => 1e308 1e308  | 1e308     => 1e+308
            stdvar(x)           => 0.1 0.1      | 0.1       => 0
            stdvar(x)           => 1e9 1e9      | 1e9       => 0
            """)
    void areNotReliedOnWhereTheyDoNotTellTheWhole(String query, String values, String answer) {
        SplitLeaves leaves = shards(values.split("\\|", -1));

        assertThat(answer(query, leaves)).isEqualTo("{} " + answer);
        assertThat(leaves.asked.isEmpty()).isEqualTo(values.contains("1e9"));
    }

    @Test
    void areReadOverAgainWhereALastDigitDecides() {
        // At once, these add up to what is written 0.6; 0.1 + 0.2 rounded, and then 0.3, to a digit more.
        SplitLeaves equal = shards("0.1 0.2", "0.3");
        assertThat(answer("sum(x) == bool 0.6", equal)).isEqualTo("{} 1");
        assertThat(equal.asked).contains("x");

        SplitLeaves counted = shards("0.1 0.2", "0.3");
        assertThat(answer("count_values(\"v\", sum(x))", counted)).isEqualTo("{v=\"0.6\"} 1");

        SplitLeaves difference = shards("0.1 0.2", "0.3");
        assertThat(answer("sum(x) - 0.6 == bool 0", difference)).isEqualTo("{} 1");

        SplitLeaves apart = shards("0.1 0.2", "0.3");
        assertThat(answer("sum(x) > bool 0.5", apart)).isEqualTo("{} 1");
        assertThat(apart.asked).isEmpty();
    }

    @Test
    void areNotDisturbedWhereNothingWasRounded() {
        SplitLeaves whole = shards("1 2", "3");

        assertThat(answer("sum(x) == bool 6", whole)).isEqualTo("{} 1");
        assertThat(whole.asked).isEmpty();
    }

    @Test
    void ofHistogramsAreAdded() {
        SplitLeaves leaves = shards("h(1,2]3 h(1,2]4", "h(2,4]1");

        assertThat(answer("sum(x)", leaves)).isEqualTo("{} h(1,2]7(2,4]1");
        assertThat(leaves.asked).isEmpty();
    }

    @Test
    void ofFloatsBesideHistogramsAreNothingButAWarning() {
        QueryResult result = run("sum(x)", Grid.instant(0), shards("1", "h(1,2]4"));

        assertThat(Evaluated.print(result)).isEmpty();
        assertThat(result.warnings())
                .containsExactly("PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)");
    }

    @Test
    void sayWhatShardsSaidAtTheRightPlace() {
        QueryResult result = run("1 + max by (s)  (x)", Grid.instant(0), shards("1 h(1,2]4", "2"));

        assertThat(result.infos()).containsExactly("PromQL info: ignored histogram in max aggregation (1:18)");
    }

    @Test
    void agreeWithAllSamplesAtOnceForWhatIsMadeToCancelOverflowAndMix() {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Boolean, Integer> read = new HashMap<>();
        for (int i = 0; i < QUERIES; i++) {
            RandomShares made = new RandomShares(random.split());
            SplitLeaves leaves = new SplitLeaves(made.shards());
            Grid grid = random.nextBoolean() ? Grid.instant(0) : new Grid(0, 180_000, 60_000);
            Query query = new Query(PARSER.parse(made.query()), made.query(), grid);

            Answer want = Answer.of(
                    () -> ENGINE.prepare(query, expr -> leaves.isLeaf(expr)).run(leaves));
            leaves.asked.clear();
            Answer have = Answer.of(() -> ENGINE.prepare(query, leaves).run(leaves));

            assertThat(have.differs(want))
                    .as("seed %d, query %d: %s of%n%s%nwant %s%nhave %s", SEED, i, made.query(), made, want, have)
                    .isFalse();
            read.merge(leaves.asked.isEmpty(), 1, Integer::sum);
        }
        System.out.printf(
                ">>> combined: %d queries of seed %d, %d of them of shares alone%n", QUERIES, SEED, read.get(true));
        assertThat(Objects.requireNonNull(read.get(true)).intValue()).isBetween(QUERIES / 2, 9 * (QUERIES / 10));
    }

    /** What a query gave, in a form that compares. */
    private record Answer(Map<Labels, Column> series, List<String> notes, String error) {

        static Answer of(Supplier<QueryResult> run) {
            try {
                QueryResult result = run.get();
                List<Series> series = switch (result.value()) {
                    case QueryValue.Vector vector -> vector.series();
                    case QueryValue.Matrix matrix -> matrix.series();
                    case QueryValue.Ranges ranges -> throw new IllegalStateException("no range is asked for");
                    case QueryValue.Scalar scalar -> throw new IllegalStateException("queries are of vectors");
                    case QueryValue.StringValue string -> throw new IllegalStateException("queries are of vectors");
                };
                Map<Labels, Column> columns = new HashMap<>();
                series.forEach(one -> columns.put(one.labels(), one.column()));
                List<String> notes = Stream.concat(result.warnings().stream(), result.infos().stream())
                        .sorted()
                        .toList();
                return new Answer(columns, notes, "");
            } catch (EngineException e) {
                // Which series an error names is a matter of their order.
                return new Answer(
                        Map.of(), List.of(), String.valueOf(e.getMessage()).split("[:{]", 2)[0]);
            }
        }

        boolean differs(Answer other) {
            return !error.equals(other.error)
                    || !notes.equals(other.notes)
                    || !series.keySet().equals(other.series.keySet())
                    || series.entrySet().stream()
                            .anyMatch(one ->
                                    differ(one.getValue(), Objects.requireNonNull(other.series.get(one.getKey()))));
        }

        private static boolean differ(Column one, Column other) {
            for (int i = 0; i < one.steps(); i++) {
                if (one.has(i) != other.has(i) || one.hasFloat(i) != other.hasFloat(i)) {
                    return true;
                }
                if (one.hasFloat(i) ? !close(one.value(i), other.value(i)) : one.has(i) && !same(one, other, i)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean same(Column one, Column other, int step) {
            return Histograms.same(
                    Objects.requireNonNull(one.histogram(step)), Objects.requireNonNull(other.histogram(step)));
        }

        /** A variance that should be zero is what the order of the samples makes of it. */
        private static boolean close(double one, double other) {
            return Double.compare(one, other) == 0
                    || one == other
                    || Math.abs(one - other) <= Math.max(1e-13, 1e-9 * Math.max(Math.abs(one), Math.abs(other)));
        }

        @Override
        public String toString() {
            return error
                    + series.entrySet().stream()
                            .map(one -> TextLeaves.print(new Series(one.getKey(), one.getValue())))
                            .toList()
                    + notes;
        }
    }
}
