package io.promshard.pgw.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What who gives orders must know: the content of a file, which is read each time, so that it may be changed while the router runs. It is
 * sent as {@code Authorization: Bearer <token>}, or as the password of any user. Thread-safe.
 */
public final class AdminToken {

    private static final int LONGEST = 4096;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Optional<Path> file;

    /** @param file empty if nothing need be known */
    public AdminToken(Optional<Path> file) {
        this.file = file;
    }

    /**
     * Reads the token, to see that it is there.
     *
     * @throws IOException if there is no token in the file, with the reason
     */
    public void check() throws IOException {
        if (file.isPresent()) {
            byte[] unused = read(file.get());
        }
    }

    /**
     * Whether a request may give orders.
     *
     * @param authorization its header; null if it has none
     * @throws IOException if there is no token in the file any more, with the reason
     */
    boolean admits(@Nullable String authorization) throws IOException {
        if (file.isEmpty()) {
            return true;
        }
        byte[] token = read(file.get());
        return authorization != null && MessageDigest.isEqual(token, credential(authorization));
    }

    private static byte[] credential(String authorization) {
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return password(authorization.substring(BASIC.length()).strip());
        }
        return new byte[0];
    }

    private static byte[] password(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LONGEST + 1);
        }
        String token = new String(content, StandardCharsets.UTF_8).strip();
        if (token.isEmpty() || content.length > LONGEST || token.lines().count() > 1) {
            throw new IOException(file + " must have a token on one line");
        }
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
