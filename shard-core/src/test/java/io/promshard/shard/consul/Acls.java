package io.promshard.shard.consul;

import io.promshard.shard.servers.ConsulServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What switches a test's Consul to access control. */
public final class Acls {

    private Acls() {}

    /** For {@code -hcl}: nobody may do anything but the bearer of this token, who may do all. */
    public static String denyAllBut(String token) {
        return "acl { enabled = true default_policy = \"deny\" tokens { master = \"" + token + "\" agent = \"" + token
                + "\" } }";
    }

    /** A token that may do nothing yet. */
    public static void newToken(ConsulServer consul, String master, String token) {
        consul.put("/v1/acl/token?token=" + master, ConsulJson.write(Map.of("AccessorID", token, "SecretID", token)));
    }

    /** From now on the token has these rules and no others, such as {@code service_prefix "" { policy = "read" }}. */
    public static void grant(ConsulServer consul, String master, String token, String rules) {
        String policy = UUID.randomUUID().toString();
        consul.put("/v1/acl/policy?token=" + master, ConsulJson.write(Map.of("Name", policy, "Rules", rules)));
        consul.put(
                "/v1/acl/token/" + token + "?token=" + master,
                ConsulJson.write(Map.of("AccessorID", token, "Policies", List.of(Map.of("Name", policy)))));
    }
}
