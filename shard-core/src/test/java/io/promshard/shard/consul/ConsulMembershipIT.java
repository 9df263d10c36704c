package io.promshard.shard.consul;

import static org.awaitility.Awaitility.await;

import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.MembershipContract;
import io.promshard.shard.membership.SourceState;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.time.Clock;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The watcher on a real Consul that keeps its state. */
@RealServers(ServerKind.CONSUL)
class ConsulMembershipIT extends MembershipContract {

    private final LiveMembership membership = new LiveMembership(Clock.systemUTC());
    private ConsulServer consul;
    private ConsulApi api;
    private ConsulWatcher watcher;

    @BeforeEach
    void watch(Servers servers) {
        consul = servers.consul(Start.PLAIN.keepingState());
        api = new ConsulApi(ConsulSettings.at(consul.url()));
        watcher = new ConsulWatcher(
                api,
                new ServiceQuery("gateway", ""),
                membership,
                Surroundings.of(Clock.systemUTC(), new SplittableRandom(5)));
        watcher.start();
        await().until(() -> membership.state() instanceof SourceState.InSync);
    }

    @AfterEach
    void close() {
        watcher.close();
        api.close();
    }

    @Override
    protected Membership membership() {
        return membership;
    }

    @Override
    protected void join(int port) {
        consul.register("gateway", "gateway-" + port, port);
    }

    @Override
    protected void leave(int port) {
        consul.deregister("gateway-" + port);
    }

    @Override
    protected void fail(int port) {
        consul.fail("gateway-" + port);
    }

    @Override
    protected void loseSource() {
        consul.kill9();
    }

    @Override
    protected void regainSource() {
        consul.restart();
    }
}
