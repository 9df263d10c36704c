package io.promshard.target.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InternerTest {

    private final Interner strings = new Interner();

    @Test
    void givesEqualTextsAsOneString() {
        char[] buffer = "job=node, job=node".toCharArray();

        String first = strings.of(buffer, 4, 4);

        assertThat(first).isEqualTo("node");
        assertThat(strings.of(buffer, 14, 4)).isSameAs(first);
        assertThat(strings.of(String.valueOf("node".toCharArray()))).isSameAs(first);
        assertThat(strings.of(buffer, 0, 3)).isEqualTo("job");
        assertThat(strings.of(buffer, 0, 0)).isEmpty();
    }

    @Test
    void knowsThemAfterItHasGrown() {
        List<String> first = addresses();

        assertThat(addresses())
                .usingElementComparator((a, b) -> System.identityHashCode(a) - System.identityHashCode(b))
                .isEqualTo(first);
    }

    private List<String> addresses() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> strings.of("10.0.%d.%d:9100".formatted(i / 250, i % 250)))
                .toList();
    }

    @Test
    void tellsTextsOfOneHashApart() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

        assertThat(strings.of("Aa")).isEqualTo("Aa");
        assertThat(strings.of("BB")).isEqualTo("BB");
    }
}
