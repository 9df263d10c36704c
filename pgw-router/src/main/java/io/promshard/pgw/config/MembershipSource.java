package io.promshard.pgw.config;

/** Begins to write the gateways into the membership. */
sealed interface MembershipSource permits StaticSource, ConsulSource {

    void start();
}
