package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.PgwRouterApplication;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A router that registers three gateways in a Consul that knows none of them. */
@RealServers({CONSUL, PUSHGATEWAY})
class FirstStartIT {

    /** Longer than Consul takes to run the first check of each. */
    private static final Duration SETTLED = Duration.ofSeconds(8);

    private final List<String> views = new CopyOnWriteArrayList<>();

    @Test
    void bringsOneRingWithAllThreeAndNoChangeOfIt(Servers servers) {
        ConsulServer consul = servers.consul();
        Gateways gateways = Gateways.three(servers);
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(PgwRouterApplication.class).initializers(this::recordViews);

        try (RouterUnderTest router =
                RouterUnderTest.start(application, gateways.properties(RouterUnderTest.consul(consul)))) {
            await().until(() -> router.live() == 3);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(SETTLED.plusSeconds(2))
                    .during(SETTLED)
                    .until(() -> router.live() == 3);

            System.out.printf(
                    ">>> first start with Consul: members and usable ones of each view: %s, ring epoch %.0f%n",
                    views, router.metric("promshard_ring_epoch"));
            assertThat(views).containsExactly("0/0", "3/3");
            assertThat(router.metric("promshard_ring_epoch")).isEqualTo(1);
        }
    }

    private void recordViews(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(new ViewRecorder(views));
    }

    /** Listens from before the source of members is started. */
    @NullMarked
    private record ViewRecorder(List<String> views) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof LiveMembership membership) {
                membership.subscribe(view -> views.add(sizes(view)));
            }
            return bean;
        }

        private static String sizes(MembershipView view) {
            long usable = view.members().stream()
                    .filter(member -> member.health().usable())
                    .count();
            return view.members().size() + "/" + usable;
        }
    }
}
