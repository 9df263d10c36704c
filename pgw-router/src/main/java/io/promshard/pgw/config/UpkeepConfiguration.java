package io.promshard.pgw.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.pgw.board.Board;
import io.promshard.pgw.board.BoardFile;
import io.promshard.pgw.board.LocalBoard;
import io.promshard.pgw.board.consul.ConsulBoard;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.leadership.ConsulLeadership;
import io.promshard.pgw.leadership.Leadership;
import io.promshard.pgw.leadership.SingleLeadership;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.metrics.GatewayMetrics;
import io.promshard.pgw.metrics.UpkeepMetrics;
import io.promshard.pgw.reconcile.Mode;
import io.promshard.pgw.scrape.GatewayReader;
import io.promshard.pgw.snapshot.Recollection;
import io.promshard.pgw.upkeep.GatewayStore;
import io.promshard.pgw.upkeep.Holders;
import io.promshard.pgw.upkeep.Inspector;
import io.promshard.pgw.upkeep.LedgerRecollection;
import io.promshard.pgw.upkeep.Lives;
import io.promshard.pgw.upkeep.Purger;
import io.promshard.pgw.upkeep.Reconciler;
import io.promshard.pgw.upkeep.SharedHolds;
import io.promshard.pgw.upkeep.UpkeepParts;
import io.promshard.pgw.upkeep.UpkeepSettings;
import io.promshard.pgw.upkeep.http.HttpGatewayStore;
import io.promshard.pgw.upkeep.http.HttpInspector;
import io.promshard.pgw.web.DeletionListener;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.lock.LockSettings;
import io.promshard.shard.consul.lock.LockTiming;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.routing.RingViews;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps gateways in order: who decides, what is remembered together, lives, and the reconciler. */
@Configuration(proxyBeanMethods = false)
class UpkeepConfiguration {

    @Bean
    Holds holds() {
        return new Holds(System::nanoTime);
    }

    /** Shared by Consul, or for this router alone. */
    @Bean(destroyMethod = "close")
    Board board(ObjectProvider<ConsulApi> consul, PgwRouterProperties properties, Surroundings surroundings) {
        ConsulApi api = consul.getIfAvailable();
        if (api != null) {
            return new ConsulBoard(api, folder(properties) + "/board", surroundings);
        }
        String file = properties.reconcile().stateFile();
        return new LocalBoard(new BoardFile(file.isEmpty() ? null : Path.of(file)));
    }

    private static String folder(PgwRouterProperties properties) {
        return "promshard/pgw-router/" + properties.service().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Bean(destroyMethod = "close")
    Leadership leadership(
            ObjectProvider<ConsulApi> consul,
            PgwRouterProperties properties,
            Surroundings surroundings,
            @Value("${server.port:9292}") int port)
            throws UnknownHostException {
        ConsulApi api = consul.getIfAvailable();
        if (api == null) {
            return new SingleLeadership();
        }
        String id = InetAddress.getLocalHost().getHostName() + ":" + port;
        LockSettings lock = new LockSettings(
                folder(properties) + "/leader", "pgw-router-lock", id, "http://" + id, LockTiming.STANDARD);
        return new ConsulLeadership(api, lock, surroundings, System::nanoTime);
    }

    @Bean(destroyMethod = "close")
    Ledger ledger(Board board, PgwRouterProperties properties, Surroundings surroundings) {
        return new Ledger(board, properties.reconcile().limits(), surroundings);
    }

    @Bean
    Recollection recollection(Ledger ledger) {
        return new LedgerRecollection(ledger);
    }

    @Bean
    DeletionListener deletionListener(Ledger ledger, PgwRouterProperties properties, Reconciler reconciler) {
        if (properties.reconcile().mode() == Mode.OFF) {
            return (key, at) -> {};
        }
        return (key, at) -> {
            ledger.deleted(GroupId.of(key), at.toEpochMilli() / 1_000.0);
            reconciler.wake();
        };
    }

    @Bean
    GatewayStore gatewayStore(GatewayReader reader, HttpClient readClient) {
        return new HttpGatewayStore(reader, readClient);
    }

    @Bean(destroyMethod = "close")
    Lives lives(
            RingViews views,
            HealthTracker health,
            Board board,
            Leadership leadership,
            PgwRouterProperties properties,
            HttpClient readClient,
            Surroundings surroundings) {
        Inspector inspector = new HttpInspector(readClient, surroundings.clock());
        boolean acts = properties.upkeep().acts();
        return new Lives(
                views,
                health,
                board,
                inspector,
                () -> acts && leadership.leads(),
                properties.lifecycle().patience(),
                surroundings);
    }

    @Bean
    Holders holders(RingViews views, HealthTracker health, Lives lives) {
        return new Holders(views, health, lives);
    }

    @Bean
    SharedHolds sharedHolds(Board board, Holds holds, PgwRouterProperties properties, Surroundings surroundings) {
        return new SharedHolds(board, holds, properties.upkeep().holdLimit(), surroundings.random());
    }

    @Bean
    UpkeepMetrics upkeepMetrics(MeterRegistry registry) {
        return new UpkeepMetrics(registry);
    }

    @Bean
    MeterBinder gatewayMetrics(Lives lives, Ledger ledger, Leadership leadership) {
        return new GatewayMetrics(lives, ledger, leadership);
    }

    @Bean
    UpkeepParts upkeepParts(
            PgwRouterProperties properties,
            GatewayStore store,
            RingViews views,
            Board board,
            Ledger ledger,
            Holds holds,
            SharedHolds shared,
            Leadership leadership,
            UpkeepMetrics metrics,
            Surroundings surroundings) {
        UpkeepSettings settings = properties.upkeep();
        return new UpkeepParts(
                settings,
                store,
                views,
                board,
                ledger,
                holds,
                shared,
                leadership::leads,
                metrics,
                surroundings,
                System::nanoTime);
    }

    @Bean(destroyMethod = "close")
    Reconciler reconciler(UpkeepParts parts, HealthTracker health, Lives lives) {
        return new Reconciler(parts, health, lives);
    }

    @Bean
    Purger purger(UpkeepParts parts, HealthTracker health, Lives lives) {
        return new Purger(parts, health, lives);
    }

    @Bean
    UpkeepLifecycle upkeepLifecycle(
            Board board, Ledger ledger, SharedHolds holds, Lives lives, Reconciler reconciler, Leadership leadership) {
        return new UpkeepLifecycle(board, ledger, holds, lives, reconciler, leadership);
    }
}
