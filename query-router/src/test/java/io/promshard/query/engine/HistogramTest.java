package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    private final Evaluated data = new Evaluated("""
            h{a="1"}      h[-4,-2)1[-0.5,0.5]2(1,2]4(2,4]1
            h{a="2"}      h[-0.5,0.5]1(1,2]1
            fine          h[-0.5,0.5]1(1,1.4142135623730951]3(1.4142135623730951,2]1
            wide          h[-1.5,1.5]2(2,4]2
            custom{a="1"} h[-Inf,1]1(1,5]3(5,Inf]1
            custom{a="2"} h(1,5]2
            other         h(1,5]2(5,10]1
            maybe         h(1,2]2(2,4]2
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(h)                       | {} h[-4,-2)1[-0.5,0.5]3(1,2]5(2,4]1",
                "avg(h)                       | {} h[-4,-2)0.5[-0.5,0.5]1.5(1,2]2.5(2,4]0.5",
                "h{a=\"1\"} + on () fine      | {} h[-4,-2)1[-0.5,0.5]3(1,2]8(2,4]1",
                "h{a=\"1\"} + on () wide      | {} h[-4,-2)1[-2,2]8(2,4]3",
                "sum(custom)                  | {} h[-Inf,1]1(1,5]5(5,+Inf]1",
                "h{a=\"2\"} - on () h{a=\"2\"} | {} h[-0.5,0.5]0(1,2]0",
                "h{a=\"2\"} / 2               | {a=\"2\"} h[-0.5,0.5]0.5(1,2]0.5",
                "-maybe                       | {} h(1,2]-2(2,4]-2",
                "histogram_count(sum(h))      | {} 10",
                "histogram_avg(sum(h))        | {} 1",
                "histogram_quantile(0.25, sum(custom)) | {} 1.6",
                "histogram_quantile(1, sum(custom))    | {} 5",
                "histogram_quantile(0.1, fine + 0 * fine) | {} 0.25",
                "histogram_fraction(1, 2, sum(h)) | {} 0.5",
                "histogram_fraction(-Inf, 3, sum(custom)) | {} 0.5",
                "histogram_stdvar(sum(custom)) | {} +Inf"
            })
    void addsWhatFits(String query, String expected) {
        assertThat(Evaluated.print(data.instant(query, 0))).isEqualTo(expected);
    }

    @Test
    void doesNotAddWhatDoesNotFit() {
        QueryResult bounds = data.instant("sum({__name__=~\"custom|other\"})", 0);
        QueryResult schemas = data.instant("custom - on (a) h", 0);

        assertThat(Evaluated.print(bounds)).isEmpty();
        assertThat(bounds.warnings())
                .containsExactly(
                        "PromQL warning: vector contains histograms with incompatible custom buckets for metric name"
                                + " \"other\" (1:5)");
        assertThat(Evaluated.print(schemas)).isEmpty();
        assertThat(schemas.warnings())
                .containsExactly("PromQL warning: incompatible bucket layout encountered for binary operator - (1:1)");
    }

    @Test
    void doesNotGuessWhatBucketsTheseAre() {
        assertThatThrownBy(() -> data.instant("histogram_quantile(0.5, sum(maybe))", 0))
                .isInstanceOf(EngineException.Unsupported.class);
    }

    @Test
    void refusesToComputeWithWhatTheApiDoesNotPrint() {
        FloatHistogram cut = new FloatHistogram(-5, 0, List.of(new HistogramBucket(0, 1, 2, -2)));
        FloatHistogram nothing = new FloatHistogram(Double.NaN, 0, List.of(new HistogramBucket(0, 1, 2, Double.NaN)));

        assertThatThrownBy(() -> Histograms.multiply(cut, -1)).isInstanceOf(EngineException.Unsupported.class);
        assertThatThrownBy(() -> Histograms.add(cut, cut)).isInstanceOf(EngineException.Unsupported.class);
        assertThatThrownBy(() -> Histograms.add(nothing, nothing)).isInstanceOf(EngineException.Unsupported.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h * NaN", "h * Inf", "-Inf * custom", "h / NaN", "maybe / 0"})
    void refusesWhatWouldShowEmptyBuckets(String query) {
        assertThatThrownBy(() -> data.instant(query, 0)).isInstanceOf(EngineException.Unsupported.class);
    }

    @Test
    void knowsHowWideAnEmptyZeroBucketIsFromOtherSteps() {
        Evaluated wide = new Evaluated("h{a=\"1\"} h[-1,1]1(2,4]1 h(2,4]1\nh{a=\"2\"} h(0.5,1]1 h(0.5,1]1(1,2]1");

        assertThat(Evaluated.print(wide.range("sum(h)", 1))).isEqualTo("{} h[-1,1]2(2,4]1 h[-1,1]1(1,2]1(2,4]1");
    }

    /** The cut bucket is as wide as one of the finer schema, and the others are not. */
    @Test
    void knowsABucketThatTheZeroBucketHasCut() {
        Evaluated cut = new Evaluated("""
                h{a="1"} h[-0.6,0.6]1(1,2]1(2,4]1
                h{a="2"} h[-0.001,0.001]1(0.5,0.7071067811865475]1(0.7071067811865475,1]1
                h{a="3"} h[-0.001,0.001]1(1,4]1(4,16]1""");

        assertThat(Evaluated.print(cut.instant("sum(h)", 0)))
                .isEqualTo("{} h[-0.7071067811865475,0.7071067811865475]4(0.7071067811865475,1]2(1,4]3(4,16]1");
    }

    @Test
    void doesNotGuessHowWideAnEmptyZeroBucketIs() {
        Evaluated widths = new Evaluated("h{a=\"1\"} h[-1,1]1\nh{a=\"2\"} h[-2,2]1\nh{a=\"3\"} h[-4,-2)1(4,8]1");

        assertThatThrownBy(() -> widths.instant("sum(h)", 0)).isInstanceOf(EngineException.Unsupported.class);
        assertThat(Evaluated.print(widths.instant("count(h)", 0))).isEqualTo("{} 3");
    }

    @Test
    void countsHistogramsAsValues() {
        assertThat(Evaluated.print(data.instant("count_values(\"v\", custom{a=\"2\"})", 0)))
                .isEqualTo("{v=\"{count:2, sum:2, (1,5]:2}\"} 1");
    }
}
