package io.promshard.shard.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of how one kind of server is met.
 *
 * @param user of basic authentication; empty for none
 * @param passwordFile with the user's password
 * @param bearerTokenFile with a bearer token; empty for none
 * @param sslBundle name of the {@code spring.ssl.bundle} that https uses; empty for the JVM's own trust
 */
public record TowardsProperties(
        @DefaultValue("") String user,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String bearerTokenFile,
        @DefaultValue("") String sslBundle) {

    public TowardsProperties {
        if (user.isEmpty() != passwordFile.isEmpty()) {
            throw new IllegalArgumentException("user and password-file go together, got user: \"" + user
                    + "\", password-file: \"" + passwordFile + "\"");
        }
        if (!user.isEmpty() && !bearerTokenFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "either user or bearer-token-file, got both: " + user + ", " + bearerTokenFile);
        }
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("user must not have a colon, got: " + user);
        }
    }

    /** Whether credentials are shown. */
    public boolean hasCredentials() {
        return !user.isEmpty() || !bearerTokenFile.isEmpty();
    }
}
