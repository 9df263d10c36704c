package io.promshard.pgw.config;

import io.promshard.shard.DocumentedSettings;
import io.promshard.shard.config.ConsulProperties;
import io.promshard.shard.config.MembershipProperties;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each setting stands in the documentation with its default, and nothing stands there that cannot be set. */
class DocumentedSettingsTest {

    private static final Path PAGE = Path.of("..", "docs", "pgw-router.md");

    @Test
    void ofTheApplication() throws IOException {
        DocumentedSettings.assertListed(PAGE, PgwRouterProperties.class);
    }

    @Test
    void ofConsulAndTheMembership() throws IOException {
        DocumentedSettings.assertListed(PAGE, ConsulProperties.class);
        DocumentedSettings.assertListed(PAGE, MembershipProperties.class);
    }
}
