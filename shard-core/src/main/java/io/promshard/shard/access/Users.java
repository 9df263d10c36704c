package io.promshard.shard.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users and the bcrypt hashes of their passwords, in the form of a Prometheus's web configuration:
 *
 * <pre>
 * basic_auth_users:
 *   alice: $2y$10$…
 * </pre>
 *
 * @see <a href="https://prometheus.io/docs/prometheus/3.5/configuration/https/">the form</a>
 */
public final class Users {

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./0-9A-Za-z]{53}");

    /** Least that bcrypt has. */
    private static final int LOWEST_COST = 4;

    /** Two seconds of a processor, each more doubles it. */
    private static final int HIGHEST_COST = 15;

    private final Map<String, String> hashes;
    private final String costliest;

    private Users(Map<String, String> hashes) {
        this.hashes = hashes;
        this.costliest = hashes.values().stream()
                .max((one, other) -> Integer.compare(cost(one), cost(other)))
                .orElseThrow();
    }

    /**
     * Reads the form.
     *
     * @throws BrokenFileException that names the user whose hash is none; of an empty map as well, which would let nobody in
     */
    public static Users parse(String content) throws BrokenFileException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Map.Entry<String, Object> user :
                YamlMap.under("basic_auth_users", content).entrySet()) {
            if (user.getKey().indexOf(':') >= 0) {
                throw new BrokenFileException("the name of user \"" + user.getKey() + "\" has a colon");
            }
            hashes.put(user.getKey(), hash(user.getKey(), String.valueOf(user.getValue())));
        }
        if (hashes.isEmpty()) {
            throw new BrokenFileException("it has no user");
        }
        return new Users(hashes);
    }

    private static String hash(String user, String text) throws BrokenFileException {
        Matcher hash = HASH.matcher(text);
        if (!hash.matches()) {
            throw new BrokenFileException("what user \"" + user + "\" has is no bcrypt hash");
        }
        int cost = Integer.parseInt(hash.group(1));
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            throw new BrokenFileException("the hash of user \"" + user + "\" has the cost " + cost + ", it may be from "
                    + LOWEST_COST + " to " + HIGHEST_COST);
        }
        return text;
    }

    private static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    Optional<String> hash(String user) {
        return Optional.ofNullable(hashes.get(user));
    }

    /** A hash for users that are not there, whose password takes as long to refuse as the slowest to verify. */
    String decoy() {
        return costliest;
    }
}
