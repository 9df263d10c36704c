package io.promshard.shard.consul;

/** What switches a test's Consul to access control. */
final class Acls {

    private Acls() {}

    /** For {@code -hcl}: nobody may do anything but the bearer of this token, who may do all. */
    static String denyAllBut(String token) {
        return "acl { enabled = true default_policy = \"deny\" tokens { master = \"" + token + "\" agent = \"" + token
                + "\" } }";
    }
}
