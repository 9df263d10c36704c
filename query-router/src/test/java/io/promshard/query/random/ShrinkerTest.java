package io.promshard.query.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failing query becomes, where it fails because of a part of it. */
class ShrinkerTest {

    private static String shrunk(String query, String because) {
        Request request = new Request(query, 1000, 9000, 1000, "1m");
        return new Shrinker(one -> one.query().contains(because))
                .shrink(request)
                .query();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "abs(sum by (a, b) (rate(x{c=\"d\", e=\"f\"}[5m] offset 1m)) + on (a) (y)); rate; rate(x[5m])",
                "topk by (a, b) (3, x{c!=\"d\"} @ 17); topk; topk(1, x)",
                "max_over_time((x > 5)[5m:1m] offset 3m) * on (a, b) group_left (c) y; group_left; x > 5 * on () group_left () y",
                "label_join(x, \"a\", \"-\", \"b\", \"c\"); label_join; label_join(x, \"a\", \"-\")",
                "sum(x{a=\"b\", c=\"d\"}); a=; x{a=\"b\"}",
            })
    void isThePartAlone(String query, String because, String small) {
        assertThat(shrunk(query, because)).isEqualTo(small);
    }

    @ParameterizedTest
    @CsvSource({"sum(, sum(", "'', ''"})
    void keepsWhatDoesNotParse(String query, String because) {
        assertThat(shrunk(query, because)).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({"1000", "9000"})
    void asksForOneTimeWhereThatFailsToo(long time) {
        Request request = new Request("x", 1000, 9000, 1000, "1m");

        Request small = new Shrinker(one -> one.start() == time || one.isRange()).shrink(request);

        assertThat(small).isEqualTo(Request.instant("x", time));
    }
}
