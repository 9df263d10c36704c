package io.promshard.pgw.config;

import io.promshard.shard.consul.ConsulWatcher;
import io.promshard.shard.consul.HttpCheck;
import io.promshard.shard.consul.Registration;
import io.promshard.shard.consul.ServiceRegistrar;
import java.time.Duration;

/**
 * The gateways in Consul. Those of the configuration are registered first, so that the first view has them all and the first start
 * brings no change of the ring.
 */
record ConsulSource(ServiceRegistrar registrar, ConsulWatcher watcher, PgwRouterProperties properties)
        implements MembershipSource {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(2);

    @Override
    public void start() {
        HttpCheck check = new HttpCheck("/-/healthy", CHECK_INTERVAL, CHECK_TIMEOUT);
        registrar.start(properties.gateways().stream()
                .map(gateway -> Registration.of(properties.service(), gateway.member(), check))
                .toList());
        watcher.start();
    }
}
