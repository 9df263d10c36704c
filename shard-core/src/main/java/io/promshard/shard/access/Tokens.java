package io.promshard.shard.access;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bearer tokens by name, each as it is or as its SHA-256. A name may have several, so that one can be replaced without a gap.
 *
 * <pre>
 * bearer_tokens:
 *   grafana: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
 *   vmalert: [8f0ae2c1d3b4…, sha256:60303ae22b99…]
 * </pre>
 *
 * <p>A plain SHA-256 will do: unlike a password a token is long and random, so nobody tries all of them.
 */
public final class Tokens {

    private static final String HASHED = "sha256:";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** RFC 6750's token68, and too long to be tried out. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,4096}=*");

    private final Map<String, String> names;

    private Tokens(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    /**
     * Reads the form.
     *
     * @throws BrokenFileException that names the one whose token is none, is too short, or is another's too
     */
    public static Tokens parse(String content) throws BrokenFileException {
        Map<String, String> names = new HashMap<>();
        for (Map.Entry<String, Object> entry :
                YamlMap.under("bearer_tokens", content).entrySet()) {
            List<?> tokens = entry.getValue() instanceof List<?> several ? several : List.of(entry.getValue());
            for (Object token : tokens) {
                String other = names.put(hash(entry.getKey(), token), entry.getKey());
                if (other != null) {
                    throw new BrokenFileException(
                            "a token of \"" + entry.getKey() + "\" is one of \"" + other + "\" too");
                }
            }
        }
        if (names.isEmpty()) {
            throw new BrokenFileException("it has no token");
        }
        return new Tokens(names);
    }

    private static String hash(String name, Object token) throws BrokenFileException {
        if (token instanceof String text && text.startsWith(HASHED)) {
            String hash = text.substring(HASHED.length());
            if (HASH.matcher(hash).matches()) {
                return hash;
            }
        } else if (token instanceof String text && TOKEN.matcher(text).matches()) {
            return hash(text);
        }
        throw new BrokenFileException("a token of \"" + name + "\" is no text of 16 characters or more of A-Z, a-z, 0-9"
                + " and -._~+/, and no sha256: with 64 hexadecimal digits in lower case");
    }

    /** Whose token it is. Looked up by its hash, so that the time tells nothing of how much of it was right. */
    Optional<String> nameOf(String token) {
        return Optional.ofNullable(names.get(hash(token)));
    }

    private static String hash(String token) {
        return HexFormat.of().formatHex(Digests.sha256(token));
    }
}
