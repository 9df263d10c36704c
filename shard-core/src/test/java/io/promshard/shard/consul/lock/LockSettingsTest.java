package io.promshard.shard.consul.lock;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockSettingsTest {

    @Test
    void takesAPath() {
        assertThatCode(() -> settings("promshard/target-sharder_1.2/leader")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "a b", "a?b", "ä"})
    void refusesAKeyThatAPathWouldChange(String key) {
        assertThatThrownBy(() -> settings(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("got: \"" + key + '"');
    }

    private static LockSettings settings(String key) {
        return new LockSettings(key, "service", "id", "address", LockTiming.STANDARD);
    }
}
