package io.promshard.shard.membership;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * One server of a service.
 *
 * @param id what the ring hashes, so it must outlive restarts: {@code host:port}, and the path prefix where there is one
 * @param url where it answers, without a slash at the end: {@code http://10.0.0.1:9091/prefix}
 * @param weight its share relative to the others, 1 to 100
 * @param health what the source says; a source that cannot know says {@link Health#PASSING}
 * @param meta free-form facts from the source, such as Consul's service meta
 */
public record Member(String id, URI url, int weight, Health health, Map<String, String> meta) {

    public static final int MAX_WEIGHT = 100;

    public Member {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException(
                    "weight of " + id + " must be between 1 and " + MAX_WEIGHT + ", got: " + weight);
        }
        meta = Map.copyOf(meta);
    }

    /**
     * A passing member of weight 1 whose id is derived from its address.
     *
     * @throws IllegalArgumentException if the address is not {@code http(s)://host[:port][/prefix]}
     */
    public static Member at(URI url) {
        URI normal = normal(url);
        return new Member(normal.getRawAuthority() + normal.getRawPath(), normal, 1, Health.PASSING, Map.of());
    }

    public Member withWeight(int newWeight) {
        return new Member(id, url, newWeight, health, meta);
    }

    public Member withHealth(Health newHealth) {
        return new Member(id, url, weight, newHealth, meta);
    }

    public Member withMeta(Map<String, String> newMeta) {
        return new Member(id, url, weight, health, newMeta);
    }

    /** One spelling for one address: lower case, the port written out, no slash at the end. */
    private static URI normal(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = scheme.equals("http") || scheme.equals("https");
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!plain || url.getHost() == null || !bare) {
            throw new IllegalArgumentException("not an address of the form http(s)://host[:port][/prefix]: " + url);
        }
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 1 and 65535: " + url);
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port + path);
    }
}
