package io.promshard.shard.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsulSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8500",
                "ftp://c:8500",
                "http:///x",
                "http://me:secret@c:8500",
                "http://c:8500?token=secret"
            })
    void refusesWhatIsNoAddressWithoutQuotingIt(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsulSettings.at(URI.create(address.replace("127.0.0.1:", "x:"))))
                .withMessageContaining("http(s)://host:port")
                .withMessageNotContaining("secret");
    }

    @Test
    void dropsASlashAtTheEndOfTheAddress() {
        assertThat(ConsulSettings.at(URI.create("http://c:8500/")).address()).hasToString("http://c:8500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.9S", "PT10M1S"})
    void refusesAWaitThatConsulWouldNotKeep(Duration wait) {
        ConsulSettings settings = ConsulSettings.at(URI.create("http://c:8500"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withMaxWait(wait))
                .withMessage("maxWait must be between 1 s and 10 min, got: " + wait);
    }
}
