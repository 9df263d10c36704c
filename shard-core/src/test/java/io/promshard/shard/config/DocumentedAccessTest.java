package io.promshard.shard.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promshard.shard.DocumentedSettings;
import io.promshard.shard.access.Gatekeeper;
import io.promshard.shard.access.Passwords;
import io.promshard.shard.metrics.AccessMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be set and what is counted of who may ask stands in the documentation. */
class DocumentedAccessTest {

    private static final Path PAGE = Path.of("..", "docs", "security.md");

    @Test
    void eachSetting() throws IOException {
        DocumentedSettings.assertListed(PAGE, AccessProperties.class);
    }

    @Test
    void eachMetric() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new AccessMetrics(
                registry,
                new Gatekeeper(
                        Optional.empty(),
                        Optional.empty(),
                        new Passwords((password, hash) -> false, 1, new SecureRandom())));
        String page = Files.readString(PAGE);

        assertThat(registry.getMeters()).hasSize(5).allSatisfy(meter -> {
            String name = meter.getId().getName().replace('.', '_');
            boolean counts = meter.getId().getType() == Meter.Type.COUNTER;
            assertThat(page).contains("| `" + name + (counts ? "_total" : "") + "` |");
        });
    }
}
