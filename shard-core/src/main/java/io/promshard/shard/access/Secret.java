package io.promshard.shard.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Credentials that we show to others, from files that may change at any time: the value of an {@code Authorization}. */
public final class Secret {

    private Secret() {}

    /**
     * The one line of a file.
     *
     * @throws BrokenFileException if it is not there, empty, or has more than one
     */
    public static Supplier<String> line(Path file, LongSupplier nanoTime) throws BrokenFileException {
        return WatchedFile.open(file, Secret::parse, nanoTime)::current;
    }

    /** {@code Bearer}, with the token of a file. */
    public static Supplier<Optional<String>> bearer(Path tokenFile, LongSupplier nanoTime) throws BrokenFileException {
        return WatchedFile.open(tokenFile, content -> Optional.of("Bearer " + parse(content)), nanoTime)::current;
    }

    /** {@code Basic}, with the password of a file. */
    public static Supplier<Optional<String>> basic(String user, Path passwordFile, LongSupplier nanoTime)
            throws BrokenFileException {
        return WatchedFile.open(passwordFile, content -> Optional.of(basic(user, parse(content))), nanoTime)::current;
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String parse(String content) throws BrokenFileException {
        String line = content.strip();
        if (line.isEmpty() || line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new BrokenFileException("it is empty, or has more than one line");
        }
        return line;
    }
}
