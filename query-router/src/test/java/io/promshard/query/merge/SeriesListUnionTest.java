package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesListUnionTest {

    @Test
    void putsLabelsBackAndSorts() throws Exception {
        assertThat(text(SeriesListUnion.of(
                        List.of(
                                Parts.elements("b", "[{\"__name__\":\"up\",\"job\":\"x\"}]"),
                                Parts.elements("a", "[{\"__name__\":\"up\",\"job\":\"<y>\"},{}]")),
                        Limit.NONE)))
                .isEqualTo("{\"status\":\"success\",\"data\":["
                        + "{\"__name__\":\"up\",\"cluster\":\"a\",\"job\":\"<y>\"},"
                        + "{\"__name__\":\"up\",\"cluster\":\"b\",\"job\":\"x\"},{\"cluster\":\"a\"}]}");
    }

    @Test
    void listsASeriesOnceThatTwoShardsHave() throws Exception {
        var part = Parts.elements("a", "[{\"x\":\"1\"},{\"x\":\"2\"}]");
        var bare = new Part<>("b", part.answer(), Optional.empty());

        assertThat(text(SeriesListUnion.of(List.of(bare, bare), new Limit(1))))
                .isEqualTo("{\"status\":\"success\",\"data\":[{\"x\":\"1\"}],"
                        + "\"warnings\":[\"results truncated due to limit\"]}");
    }
}
