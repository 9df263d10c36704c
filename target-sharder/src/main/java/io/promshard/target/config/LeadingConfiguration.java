package io.promshard.target.config;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.lock.LockSettings;
import io.promshard.shard.consul.lock.LockTiming;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.leadership.ConsulLeadership;
import io.promshard.target.leadership.SingleLeadership;
import io.promshard.target.leadership.snapshot.ConsulSnapshotStore;
import io.promshard.target.leadership.snapshot.FileSnapshotStore;
import io.promshard.target.leadership.snapshot.NoSnapshotStore;
import io.promshard.target.leadership.snapshot.SnapshotStore;
import io.promshard.target.leadership.snapshot.SnapshotStore.Reading;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Alone without Consul, one of many with it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "sharder", matchIfMissing = true)
class LeadingConfiguration {

    @Bean
    Leading leading(
            ObjectProvider<ConsulApi> consul,
            TargetSharderProperties properties,
            Surroundings surroundings,
            @Value("${server.port:9098}") int port)
            throws UnknownHostException {
        Optional<ConsulApi> api = consul.stream().findFirst();
        return api.isPresent() ? oneOfMany(api.get(), properties, surroundings, port) : alone(properties, surroundings);
    }

    private static Leading alone(TargetSharderProperties properties, Surroundings surroundings) {
        SnapshotStore store = properties.stateDirectory().isEmpty()
                ? new NoSnapshotStore()
                : new FileSnapshotStore(Path.of(properties.stateDirectory()));
        long lastTerm =
                store.read() instanceof Reading.Found found ? found.snapshot().term() : 0;
        return new Leading(new SingleLeadership(lastTerm, surroundings.clock()), store);
    }

    private static Leading oneOfMany(
            ConsulApi api, TargetSharderProperties properties, Surroundings surroundings, int port)
            throws UnknownHostException {
        String host = InetAddress.getLocalHost().getHostName();
        String address = properties.address().isEmpty() ? "http://" + host + ":" + port : properties.address();
        LockSettings settings = new LockSettings(
                properties.lock(), "target-sharder-lock", host + ":" + port, address, LockTiming.STANDARD);
        ConsulLeadership leadership = new ConsulLeadership(api, settings, surroundings, System::nanoTime);
        return new Leading(
                leadership,
                new ConsulSnapshotStore(
                        api, properties.lock() + "-snapshot", properties.lock(), leadership::held, surroundings));
    }
}
