package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExemplarUnionTest {
    private static final String FIRST = "{\"labels\":{\"t\":\"1\"},\"value\":\"6\",\"timestamp\":1600096945.479}";
    private static final String SECOND = "{\"labels\":{\"t\":\"2\"},\"value\":\"7\",\"timestamp\":1600096946.479}";

    @Test
    void putsLabelsBackIntoSeriesOnly() throws IOException {
        assertThat(text(ExemplarUnion.of(List.of(
                        Parts.elements("b", series("\"job\":\"x\"", FIRST)),
                        Parts.elements("a", series("\"job\":\"x\"", FIRST))))))
                .isEqualTo("{\"status\":\"success\",\"data\":["
                        + "{\"seriesLabels\":{\"cluster\":\"a\",\"job\":\"x\"},\"exemplars\":[" + FIRST + "]},"
                        + "{\"seriesLabels\":{\"cluster\":\"b\",\"job\":\"x\"},\"exemplars\":[" + FIRST + "]}]}");
    }

    @Test
    void joinsTheExemplarsOfTheSameSeries() throws IOException {
        var first = Parts.elements("a", series("", FIRST));
        var both = Parts.elements("b", series("", FIRST + "," + SECOND));

        assertThat(text(ExemplarUnion.of(List.of(
                        new Part<>("a", first.answer(), Optional.empty()),
                        new Part<>("b", both.answer(), Optional.empty())))))
                .isEqualTo("{\"status\":\"success\",\"data\":" + series("", FIRST + "," + SECOND) + "}");
    }

    private static String series(String labels, String exemplars) {
        return "[{\"seriesLabels\":{" + labels + "},\"exemplars\":[" + exemplars + "]}]";
    }
}
