package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.Ports;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.SelfSigned;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Consul that is asked by https, with a certificate that only a bundle trusts. */
@RealServers({CONSUL, PUSHGATEWAY})
class ConsulTlsIT {

    @Test
    void theBundleServesTheWatchTheRegistrarAndTheRoutersOwnRegistration(Servers servers, @TempDir Path folder)
            throws Exception {
        SelfSigned identity = SelfSigned.create(folder);
        int https = Ports.free();
        ConsulServer consul = servers.consul(Start.PLAIN.with("-hcl", ConsulServer.https(https, identity)));
        Gateways gateways = Gateways.three(servers);

        try (RouterUnderTest router = RouterUnderTest.start(gateways.properties(RouterUnderTest.consul(
                https,
                "promshard.consul.scheme=https",
                "promshard.consul.ssl-bundle=consul",
                "spring.ssl.bundle.pem.consul.truststore.certificate=" + identity.certificate())))) {
            await().until(() -> router.live() == 3);
            await().untilAsserted(() -> assertThat(
                            router.health("selfRegistration").path("status").asString())
                    .isEqualTo("UP"));

            assertThat(consul.get("/v1/agent/services").split("\"Service\": \"pushgateway\"", -1))
                    .hasSize(4);
            assertThat(consul.get("/v1/agent/services")).contains("\"Service\": \"pgw-router\"");
        }
    }
}
