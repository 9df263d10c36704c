package io.promshard.target.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void aLaterTermIsAfterAnyGenerationOfAnEarlierOne() {
        assertThat(new Version(2, 1).isAfter(new Version(1, 99))).isTrue();
        assertThat(new Version(1, 100).isAfter(new Version(1, 99))).isTrue();
        assertThat(new Version(1, 99).isAfter(new Version(1, 99))).isFalse();
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(Version.parse(new Version(3, 17).toString())).isEqualTo(new Version(3, 17));
        assertThat(Version.parse("17")).isEqualTo(new Version(0, 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.", ".1", "1.2.3", "9999999999999999999", "1.9999999999999999999"})
    void anythingElseIsRefusedWithItsValue(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Version.parse(text))
                .withMessageContaining('"' + text + '"');
    }
}
