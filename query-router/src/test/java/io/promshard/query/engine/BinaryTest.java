package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryTest {

    private final Evaluated data = new Evaluated("""
            x{a="1"}       1 2 _ 4
            x{a="2"}       5 6 7 _
            y{a="1"}       2 2 2 2
            y{a="3"}       9 9 9 9
            z{a="1",b="p"} 1 _ 1 1
            z{a="1",b="q"} _ 3 _ 3
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3             | {} 7 7 7 7",
                "2 ^ 3 ^ 0             | {} 2 2 2 2",
                "-7 % 3                | {} -1 -1 -1 -1",
                "1 ^ NaN               | {} 1 1 1 1",
                "1 > bool 2            | {} 0 0 0 0",
                "x - 1                 | {a=\"1\"} 0 1 _ 3;{a=\"2\"} 4 5 6 _",
                "10 / x{a=\"2\"}       | {a=\"2\"} 2 1.6666666666666667 1.4285714285714286 _",
                "x > 4                 | {__name__=\"x\", a=\"2\"} 5 6 7 _",
                "4 < x                 | {__name__=\"x\", a=\"2\"} 5 6 7 _",
                "x > bool 4            | {a=\"1\"} 0 0 _ 0;{a=\"2\"} 1 1 1 _",
                "x == time() / 60 + 1  | {__name__=\"x\", a=\"1\"} 1 2 _ 4",
                "x * y                 | {a=\"1\"} 2 4 _ 8",
                "x < y                 | {__name__=\"x\", a=\"1\"} 1 _ _ _",
                "x < bool y            | {a=\"1\"} 1 0 _ 0",
                "x + on (a) y          | {a=\"1\"} 3 4 _ 6",
                "y and x               | {__name__=\"y\", a=\"1\"} 2 2 _ 2",
                "y unless x            | {__name__=\"y\", a=\"1\"} _ _ 2 _;{__name__=\"y\", a=\"3\"} 9 9 9 9",
                "x or y                | {__name__=\"x\", a=\"1\"} 1 2 _ 4;{__name__=\"x\", a=\"2\"} 5 6 7 _;{__name__=\"y\", a=\"1\"} _ _ 2 _;{__name__=\"y\", a=\"3\"} 9 9 9 9",
                "z * on (a) group_left y  | {a=\"1\", b=\"p\"} 2 _ 2 2;{a=\"1\", b=\"q\"} _ 6 _ 6",
                "y - on (a) group_right z | {a=\"1\", b=\"p\"} 1 _ 1 1;{a=\"1\", b=\"q\"} _ -1 _ -1",
                "x + ignoring (b) z{b=\"p\"} | {a=\"1\"} 2 _ _ 5",
                "x * on (a) group_left (b) z{b=\"p\"} | {a=\"1\", b=\"p\"} 1 _ _ 4",
                "-x                    | {a=\"1\"} -1 -2 _ -4;{a=\"2\"} -5 -6 -7 _",
                "x and vector(1)       | ",
                "x and on () vector(1) | {__name__=\"x\", a=\"1\"} 1 2 _ 4;{__name__=\"x\", a=\"2\"} 5 6 7 _"
            })
    void computesStepByStep(String query, String expected) {
        assertThat(Evaluated.print(data.range(query, 3)))
                .isEqualTo(expected == null ? "" : expected.replace(';', '\n'));
    }

    @Test
    void tellsWhichSeriesOfTheOneSideAreSeveral() {
        assertThatThrownBy(() -> data.range("x * on (a) z", 3))
                .isInstanceOf(EngineException.Execution.class)
                .hasMessage(
                        "found duplicate series for the match group {a=\"1\"} on the right hand-side of the operation:"
                                + " [{__name__=\"z\", a=\"1\", b=\"q\"}, {__name__=\"z\", a=\"1\", b=\"p\"}];many-to-many matching"
                                + " not allowed: matching labels must be unique on one side");
        assertThatThrownBy(() -> data.range("z * on (a) group_right x", 3))
                .hasMessageContaining("on the left hand-side of the operation");
    }

    @Test
    void acceptsSeveralSeriesWhereTheOtherSideHasNone() {
        assertThat(Evaluated.print(data.range("x * on (a) z", 2))).isEqualTo("{a=\"1\"} 1 6 _");
        assertThat(Evaluated.print(data.instant("none * on (a) z", 3))).isEmpty();
    }

    @Test
    void refusesManyToOneThatIsNotAskedFor() {
        assertThatThrownBy(() -> data.range("z * on (a) x", 3))
                .hasMessage(
                        "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
        assertThatThrownBy(() -> data.range("z * on (a) group_left (b) x", 3))
                .hasMessage("multiple matches for labels: grouping labels must ensure unique matches");
    }

    @Test
    void refusesResultsOfTheSameLabels() {
        assertThatThrownBy(() -> data.range("{a=\"1\",__name__=~\"x|y\"} + 1", 3))
                .hasMessage("vector cannot contain metrics with the same labelset");
        assertThatThrownBy(() -> data.range("-{a=\"1\",__name__=~\"x|y\"}", 3))
                .hasMessage("vector cannot contain metrics with the same labelset");
    }

    @Test
    void computesWithHistogramsWhatTheyAllow() {
        Evaluated histograms = new Evaluated("h{a=\"1\"} h[-1,1]1(1,2]2\ni{a=\"1\"} h[-1,1]1(2,4]4");

        assertThat(Evaluated.print(histograms.instant("h * 2", 0))).isEqualTo("{a=\"1\"} h[-1,1]2(1,2]4");
        assertThat(Evaluated.print(histograms.instant("h + i", 0))).isEqualTo("{a=\"1\"} h[-1,1]2(1,2]2(2,4]4");
        assertThat(Evaluated.print(histograms.instant("h == i", 0))).isEmpty();
        QueryResult power = histograms.instant("h ^ 2", 0);
        assertThat(Evaluated.print(power)).isEmpty();
        assertThat(power.infos())
                .containsExactly("PromQL info: incompatible sample types encountered for binary operator \"^\":"
                        + " histogram ^ float (1:1)");
    }

    @Test
    void walksLongChainsWithoutAStack() {
        String chain = "x" + " + 1".repeat(4900);

        assertThat(Evaluated.print(data.instant(chain, 0))).isEqualTo("{a=\"1\"} 4901\n{a=\"2\"} 4905");
    }
}
