package io.promshard.query.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void comparesNumbersWithinTexts() {
        List<String> sorted = List.of("", "1", "2", "10", "a", "a1", "a2", "a2b", "a10", "b");

        assertThat(sorted.reversed().stream().sorted(new NaturalOrder()).toList())
                .isEqualTo(sorted);
    }
}
