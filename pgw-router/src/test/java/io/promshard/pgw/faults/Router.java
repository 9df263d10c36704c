package io.promshard.pgw.faults;

import io.promshard.pgw.PgwRouterApplication;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The application with static membership on a free port. It does not look into its gateways, which store nothing. */
final class Router implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final int port;

    private Router(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    static Router of(List<String> gateways, String... properties) {
        List<String> args = new ArrayList<>(
                List.of("--server.port=0", "--server.address=127.0.0.1", "--pgw-router.reconcile.mode=off"));
        for (int i = 0; i < gateways.size(); i++) {
            args.add("--pgw-router.gateways[" + i + "].url=" + gateways.get(i));
        }
        Arrays.stream(properties).map(property -> "--" + property).forEach(args::add);
        return new Router(new SpringApplicationBuilder(PgwRouterApplication.class).run(args.toArray(String[]::new)));
    }

    /** Proxies all, so that gateways and not redirects are seen. */
    static Router proxyTo(FakeGateway... gateways) {
        return of(Arrays.stream(gateways).map(FakeGateway::url).toList(), "pgw-router.mode=proxy");
    }

    int port() {
        return port;
    }

    RawClient client() {
        return new RawClient(port);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The path of a group that the gateway owns while all are live. */
    String pathOwnedBy(FakeGateway gateway) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "/metrics/job/j" + i)
                .filter(path -> owner(path).id().equals(gateway.id()))
                .findFirst()
                .orElseThrow();
    }

    /** The same of a group whose second copy the other gateway has. */
    String pathOwnedBy(FakeGateway first, FakeGateway second) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "/metrics/job/j" + i)
                .filter(path -> owners(path, 2).equals(List.of(first.id(), second.id())))
                .findFirst()
                .orElseThrow();
    }

    private Member owner(String path) {
        return bean(RingViews.class).current().members().get(nodes(path, 1)[0]);
    }

    private List<String> owners(String path, int count) {
        return Arrays.stream(nodes(path, count))
                .mapToObj(bean(RingViews.class).current().members()::get)
                .map(Member::id)
                .toList();
    }

    private int[] nodes(String path, int count) {
        GroupingKey key = (GroupingKey) bean(GroupingKeyParser.class).parse(path);
        return bean(RingViews.class).current().ring().owners(PushRouter.hash(key), count);
    }

    boolean suspects(FakeGateway gateway) {
        return bean(HealthTracker.class).suspects(gateway.id());
    }

    @Override
    public void close() {
        context.close();
    }
}
