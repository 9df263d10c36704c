package io.promshard.query.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {

    private static final Label A = new Label("cluster", "a");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            up 1                              | up{cluster="a"} 1
            up{} 1                            | up{cluster="a"} 1
            up{job="x"} 1 1700000000000       | up{job="x",cluster="a"} 1 1700000000000
            up{job="x",} NaN -5               | up{job="x",cluster="a"} NaN -5
            up{cluster="b",z="1"} +Inf        | up{cluster="a",z="1"} +Inf
            up{xcluster="b"} -1.5e-10         | up{xcluster="b",cluster="a"} -1.5e-10
            up{x="cluster=\\"b\\",}\\\\"} 1   | up{x="cluster=\\"b\\",}\\\\",cluster="a"} 1
            up{x="} 1"} 2                     | up{x="} 1",cluster="a"} 2
            a:b_total{x="é"} 0x               | -
            """)
    void aSampleGetsTheLabel(String line, String labelled) throws IOException {
        if (labelled.equals("-")) {
            assertThatThrownBy(() -> page(line, Optional.of(A))).isInstanceOf(MalformedAnswer.class);
        } else {
            assertThat(text(page(line, Optional.of(A)))).isEqualTo(labelled + "\n");
        }
    }

    /** Of all characters, the format escapes the line feed, the quote and the backslash only. */
    @Test
    void valuesAreLongAndHaveAnyCharacter() throws IOException {
        String line = "up{x=\"\r\u0085" + "\\\\\\\"\\n,}".repeat(20_000) + "\"} 1\n";

        assertThat(text(page(line, Optional.empty()))).isEqualTo(line);
    }

    @Test
    void theLabelsValueIsEscaped() throws IOException {
        Label odd = new Label("cluster", "é\"\\\n");

        assertThat(text(page("up 1", Optional.of(odd)))).isEqualTo("up{cluster=\"é\\\"\\\\\\n\"} 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Service Unavailable",
                "404 page not found",
                "up",
                "up{",
                "up{a=\"b} 1",
                "up{a=b} 1",
                "up{a=\"b\" 1",
                "up 1 x",
                " up 1",
                "<html>"
            })
    void whatIsNoPageIsRefused(String line) {
        assertThatThrownBy(() -> page(line, Optional.empty())).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void familiesAreUnitedAndSortedByName() throws Exception {
        Exposition a = page("""
                # TYPE up untyped
                up{job="x"} 1 5
                # TYPE zz untyped
                zz 1
                """, Optional.of(A));
        Exposition b = page("""
                # TYPE B untyped
                B 1
                # TYPE up untyped
                up{job="x"} 0 6
                """, Optional.of(new Label("cluster", "b")));

        assertThat(text(union(Optional.empty(), a, b))).isEqualTo("""
                # TYPE B untyped
                B{cluster="b"} 1
                # TYPE up untyped
                up{job="x",cluster="a"} 1 5
                up{job="x",cluster="b"} 0 6
                # TYPE zz untyped
                zz{cluster="a"} 1
                """);
    }

    @Test
    void familiesOfOneNameAndTwoTypesStayTwo() throws Exception {
        Exposition classic = page("# TYPE h untyped\nh 1\n", Optional.empty());
        Exposition nativeOne =
                page("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n", Optional.empty());

        assertThat(text(union(Optional.empty(), classic, nativeOne)))
                .isEqualTo("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n# TYPE h untyped\nh 1\n");
    }

    @Test
    void theSameSeriesTwiceIsFoundInWhicheverOrderItsLabelsAre() throws IOException {
        Exposition one = page("# TYPE up untyped\nup{a=\"1\",b=\"2\"} 1 5", Optional.empty());
        Exposition two = page("# TYPE up untyped\nup{b=\"2\",a=\"1\"} 0 6", Optional.empty());

        assertThatThrownBy(() -> union(Optional.empty(), one, two))
                .isInstanceOf(DuplicateSeries.class)
                .hasMessage("several shards have the series up{a=\"1\",b=\"2\"}");
    }

    @ParameterizedTest
    @CsvSource({"5, 6, 0", "6, 5, 1", "5, 5, 1"})
    void ofASeriesOnTwoShardsOfAGroupTheNewestSampleIsTaken(int first, int second, int value) throws Exception {
        Exposition one = page("# TYPE up untyped\nup{a=\"1\"} 1 " + first, Optional.empty());
        Exposition two = page("# TYPE up untyped\nup{a=\"1\"} 0 " + second, Optional.empty());

        assertThat(text(union(Optional.of("g"), one, two)))
                .isEqualTo("# TYPE up untyped\nup{a=\"1\"} " + value + " " + Math.max(first, second) + "\n");
    }

    private static Exposition union(Optional<String> group, Exposition... pages)
            throws DuplicateSeries, MalformedAnswer {
        return ExpositionUnion.of(Stream.of(pages)
                .map(page -> new ExpositionUnion.Page(page, group))
                .toList());
    }

    private static Exposition page(String text, Optional<Label> label) throws MalformedAnswer {
        return Exposition.parse(text.getBytes(UTF_8), label);
    }

    private static String text(Exposition page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        page.writeTo(out);
        return new String(out.toByteArray(), UTF_8);
    }
}
