package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataUnionTest {
    private static final List<Part<Slice>> PARTS = List.of(
            Parts.raw("a", "{\"up\":[{\"type\":\"gauge\",\"unit\":\"\",\"help\":\"\\u003ch\\u003e\"}],\"z\":[]}"),
            Parts.raw(
                    "b",
                    "{\"up\":[{\"type\":\"gauge\",\"help\":\"\\u003ch\\u003e\",\"unit\":\"\"},{\"type\":\"\"}],\"a\":[{}]}"));

    @Test
    void saysEachEntryOnceHoweverItsMembersAreOrdered() throws IOException {
        assertThat(text(MetadataUnion.of(PARTS, OptionalInt.empty(), OptionalInt.empty())))
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"a\":[{}],\"up\":["
                                + "{\"type\":\"gauge\",\"unit\":\"\",\"help\":\"\\u003ch\\u003e\"},{\"type\":\"\"}],\"z\":[]}}");
    }

    /** Prometheus 3.5.3 reads zero as no metric at all, but as any number of entries. */
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2", "-1, 3"})
    void readsLimitsAsPrometheus(int limit, int metrics) throws IOException {
        assertThat(text(MetadataUnion.of(PARTS, OptionalInt.of(limit), OptionalInt.of(0)))
                        .split(":\\[", -1))
                .hasSize(metrics + 1);
    }

    @Test
    void cutsTheEntriesOfAMetric() throws IOException {
        assertThat(text(MetadataUnion.of(PARTS, OptionalInt.empty(), OptionalInt.of(1))))
                .contains("\"up\":[{\"type\":\"gauge\",\"unit\":\"\",\"help\":\"\\u003ch\\u003e\"}]");
    }
}
