package io.promshard.target.config;

import io.promshard.shard.DocumentedSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each setting stands in the documentation with its default, and nothing stands there that cannot be set. */
class DocumentedSettingsTest {

    private static final Path PAGE = Path.of("..", "docs", "target-sharder.md");

    @Test
    void ofTheApplication() throws IOException {
        DocumentedSettings.assertListed(PAGE, TargetSharderProperties.class);
    }
}
