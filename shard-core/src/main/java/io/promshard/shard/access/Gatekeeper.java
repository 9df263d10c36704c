package io.promshard.shard.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges requests by their {@code Authorization}, against files that may change at any time. Thread-safe; may block for a password. */
public final class Gatekeeper {

    private final Optional<WatchedFile<Users>> users;
    private final Optional<WatchedFile<Tokens>> tokens;
    private final Passwords passwords;

    /** @param users empty if passwords are not taken; so with tokens */
    public Gatekeeper(Optional<WatchedFile<Users>> users, Optional<WatchedFile<Tokens>> tokens, Passwords passwords) {
        this.users = users;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    /**
     * Whether a request may pass.
     *
     * @param headers all that it has of that name; several are as wrong as one that nobody understands
     */
    public Verdict judge(List<String> headers) {
        if (headers.isEmpty()) {
            return new Verdict.Unknown();
        }
        String[] parts = headers.getFirst().strip().split(" +", 2);
        if (headers.size() > 1 || parts.length < 2) {
            return new Verdict.Wrong();
        }
        if (parts[0].equalsIgnoreCase("Basic") && users.isPresent()) {
            return basic(parts[1], users.get().current());
        }
        if (parts[0].equalsIgnoreCase("Bearer") && tokens.isPresent()) {
            return bearer(parts[1], tokens.get().current());
        }
        return new Verdict.Wrong();
    }

    /** What is asked of who may not pass: the values of {@code WWW-Authenticate}. */
    public List<String> challenges() {
        return Stream.of(
                        users.map(any -> "Basic realm=\"promshard\", charset=\"UTF-8\""),
                        tokens.map(any -> "Bearer realm=\"promshard\""))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is wrong with the files now, so that their last good content counts. */
    public List<String> troubles() {
        return Stream.of(users.flatMap(WatchedFile::trouble), tokens.flatMap(WatchedFile::trouble))
                .flatMap(Optional::stream)
                .toList();
    }

    private Verdict basic(String encoded, Users known) {
        String pair = decoded(encoded).orElse("");
        int colon = pair.indexOf(':');
        return colon < 0
                ? new Verdict.Wrong()
                : passwords.verify(pair.substring(0, colon), pair.substring(colon + 1), known);
    }

    private static Verdict bearer(String token, Tokens known) {
        return known.nameOf(token).<Verdict>map(Verdict.Admitted::new).orElseGet(Verdict.Wrong::new);
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
