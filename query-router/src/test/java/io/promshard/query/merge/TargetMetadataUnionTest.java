package io.promshard.query.merge;

import static io.promshard.query.merge.Parts.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetMetadataUnionTest {

    /** Two targets of three metrics on the first shard, then one of the second. */
    @ParameterizedTest
    @CsvSource({"-1, 7", "0, 0", "1, 3", "3, 3", "4, 6", "6, 6", "7, 7"})
    void stopsAtTheTargetThatReachesTheLimit(int limit, int shown) throws IOException {
        List<Part<List<Slice>>> parts = List.of(
                Parts.elements("a", "[" + metadata("1") + "," + metadata("2") + "]"),
                Parts.elements("b", "[{\"target\":{},\"metric\":\"m\"}]"));

        assertThat(text(TargetMetadataUnion.of(parts, OptionalInt.of(limit), Shown.ALL))
                        .split("\"cluster\":", -1))
                .hasSize(shown + 1);
    }

    private static String metadata(String target) {
        return IntStream.range(0, 3)
                .mapToObj(i -> "{\"target\":{\"job\":\"" + target + "\"},\"metric\":\"m" + i + "\"}")
                .collect(Collectors.joining(","));
    }
}
