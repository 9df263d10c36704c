package io.promshard.shard.config;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of who may ask. Without both files anybody may.
 *
 * @param usersFile path of users and bcrypt hashes, as a Prometheus's web configuration has them; empty for none
 * @param tokensFile path of bearer tokens; empty for none
 * @param openPaths that need no credentials: of checks that cannot have any
 * @param maxVerifications passwords verified at once; 0 is half of the processors
 */
@ConfigurationProperties(prefix = "promshard.access", ignoreUnknownFields = false)
public record AccessProperties(
        @DefaultValue("") String usersFile,
        @DefaultValue("") String tokensFile,

        @DefaultValue({
            "/-/healthy",
            "/-/ready",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/health/check"
        })
        List<String> openPaths,

        @DefaultValue("0") int maxVerifications) {

    public AccessProperties {
        openPaths = List.copyOf(openPaths);
        for (String path : openPaths) {
            if (!path.startsWith("/") || path.contains("*")) {
                throw new IllegalArgumentException(
                        "promshard.access.open-paths must be whole paths that begin with a slash, got: " + path);
            }
        }
        if (maxVerifications < 0) {
            throw new IllegalArgumentException(
                    "promshard.access.max-verifications must not be negative, got: " + maxVerifications);
        }
    }

    /** Whether anybody is asked for credentials. */
    public boolean isOn() {
        return !usersFile.isBlank() || !tokensFile.isBlank();
    }

    int verificationsAtOnce() {
        return maxVerifications > 0
                ? maxVerifications
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
