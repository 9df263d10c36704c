package io.promshard.shard.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {

    /** The empty input's value is the one that the reference implementation prints for XXH3_64bits("", 0). */
    @Test
    void isXxh3() {
        assertThat(KeyHash.of("")).isEqualTo(0x2D06800538D394C2L);
    }

    @ParameterizedTest
    @CsvSource({"a", "job=backup", "ключ"})
    void hashesTheBytesOfAText(String text) {
        assertThat(KeyHash.of(text)).isEqualTo(KeyHash.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
