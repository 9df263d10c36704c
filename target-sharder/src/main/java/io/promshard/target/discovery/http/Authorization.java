package io.promshard.target.discovery.http;

import io.promshard.target.discovery.SourceException;
import io.promshard.target.spec.SourceSpec.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** The value of an {@code Authorization} header. Its messages name files and never what is in them. */
record Authorization(Credentials credentials) {

    /** Reads the secret's file now, so that it may change at any time; nothing if there are no credentials. */
    Optional<String> header() throws SourceException {
        if (!credentials.bearerTokenFile().isEmpty()) {
            return Optional.of("Bearer " + secret(credentials.bearerTokenFile()));
        }
        if (credentials.user().isEmpty()) {
            return Optional.empty();
        }
        String password = credentials.passwordFile().isEmpty() ? "" : secret(credentials.passwordFile());
        byte[] pair = (credentials.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static String secret(String file) throws SourceException {
        String secret;
        try {
            secret = Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new SourceException("the secret in " + file + " cannot be read: " + e, e);
        }
        if (secret.isEmpty() || secret.chars().anyMatch(Character::isISOControl)) {
            throw new SourceException("the secret in " + file + " is empty or has more than one line");
        }
        return secret;
    }
}
