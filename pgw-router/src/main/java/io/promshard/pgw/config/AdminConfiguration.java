package io.promshard.pgw.config;

import io.promshard.pgw.web.AdminToken;
import io.promshard.shard.config.AccessProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may give orders over HTTP. */
@Configuration(proxyBeanMethods = false)
class AdminConfiguration {

    @Bean
    AdminToken adminToken(PgwRouterProperties properties, ServerProperties server, AccessProperties access) {
        AdminProperties admin = properties.admin();
        if (admin.tokenFile().isEmpty()) {
            requireSomeGuard(admin, server, access);
            return new AdminToken(Optional.empty());
        }
        AdminToken token = new AdminToken(Optional.of(Path.of(admin.tokenFile())));
        try {
            token.check();
        } catch (IOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "pgw-router.admin.token-file", admin.tokenFile(), "No token can be read from it: " + e);
        }
        return token;
    }

    private static void requireSomeGuard(AdminProperties admin, ServerProperties server, AccessProperties access) {
        boolean loopback = server.getAddress() != null && server.getAddress().isLoopbackAddress();
        if (admin.enabled() && !loopback && !access.isOn()) {
            throw new InvalidConfigurationPropertyValueException(
                    "pgw-router.admin.token-file",
                    "",
                    "With pgw-router.admin.enabled=true whoever reaches the router could delete groups and drain gateways:"
                            + " name a file with a token, or one of promshard.access, or set server.address to a loopback"
                            + " address.");
        }
    }
}
