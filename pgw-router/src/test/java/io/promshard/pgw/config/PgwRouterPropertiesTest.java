package io.promshard.pgw.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.config.PgwRouterProperties.Source;
import io.promshard.pgw.config.PgwRouterProperties.Treatment;
import io.promshard.pgw.forward.Ack;
import io.promshard.pgw.forward.CopySettings;
import io.promshard.pgw.forward.ForwardSettings;
import io.promshard.pgw.grouping.LabelNames;
import io.promshard.pgw.grouping.Poison;
import io.promshard.pgw.ledger.LedgerLimits;
import io.promshard.pgw.life.Patience;
import io.promshard.pgw.merge.ViewSettings;
import io.promshard.pgw.reconcile.TtlRule;
import io.promshard.pgw.reconcile.TtlRules;
import io.promshard.pgw.routing.Mode;
import io.promshard.pgw.routing.ModeRules;
import io.promshard.pgw.scrape.ScrapeSettings;
import io.promshard.pgw.selector.Selector;
import io.promshard.pgw.upkeep.UpkeepSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class PgwRouterPropertiesTest {

    private static final String FIRST = "pgw-router.gateways[0].url=http://10.0.0.1:9091";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PgwRouterProperties.class)
    static class Properties {}

    private void with(Consumer<PgwRouterProperties> check, String... properties) {
        runner.withPropertyValues(properties).run(context -> check.accept(context.getBean(PgwRouterProperties.class)));
    }

    @Test
    void defaults() {
        with(
                properties -> {
                    assertThat(properties.membership()).isEqualTo(Source.STATIC);
                    assertThat(properties.gateways())
                            .containsExactly(new GatewayProperties(URI.create("http://10.0.0.1:9091"), 1));
                    assertThat(properties.service()).isEqualTo("pushgateway");
                    assertThat(properties.registrationOwner()).isEqualTo("pgw-router");
                    assertThat(properties.modeRules())
                            .isEqualTo(new ModeRules(Mode.AUTO, ModeRules.PROXIED_USER_AGENTS));
                    assertThat(properties.copies()).isEqualTo(new CopySettings(1, Ack.ONE));
                    assertThat(properties.upkeep().replicas()).isEqualTo(1);
                    assertThat(properties.labelNames()).isEqualTo(LabelNames.LEGACY);
                    assertThat(properties.refusedPoison())
                            .containsExactlyInAnyOrder(
                                    Poison.INVALID_UTF8,
                                    Poison.RESERVED_NAME,
                                    Poison.EMPTY_INSTANCE,
                                    Poison.LE_LABEL,
                                    Poison.QUANTILE_LABEL);
                    assertThat(properties.probe())
                            .isEqualTo(new PgwRouterProperties.ProbeProperties(
                                    "/-/ready", Duration.ofMillis(500), Duration.ofMillis(400)));
                    assertThat(properties.forward().settings())
                            .isEqualTo(new ForwardSettings(
                                    Duration.ofSeconds(30),
                                    Duration.ofSeconds(30),
                                    Duration.ofMillis(250),
                                    Duration.ofSeconds(1),
                                    1024 * 1024,
                                    64L * 1024 * 1024,
                                    64L * 1024 * 1024,
                                    Duration.ofSeconds(1)));
                    assertThat(properties.forward().connectTimeout()).isEqualTo(Duration.ofMillis(500));
                    assertThat(properties.forward().attempts()).isEqualTo(3);
                    assertThat(properties.forward().maxConcurrentPerGateway()).isEqualTo(512);
                    assertThat(properties.read())
                            .isEqualTo(new ReadProperties(
                                    "/metrics",
                                    Duration.ofMillis(250),
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(8),
                                    Duration.ofMinutes(5),
                                    DataSize.ofMegabytes(64),
                                    64));
                    assertThat(properties.upkeep())
                            .isEqualTo(new UpkeepSettings(
                                    io.promshard.pgw.reconcile.Mode.DELETE,
                                    false,
                                    Duration.ofSeconds(15),
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(15),
                                    Duration.ofSeconds(1),
                                    1,
                                    Duration.ofSeconds(5),
                                    500,
                                    500,
                                    2000,
                                    TtlRules.NONE));
                    assertThat(properties.reconcile().limits())
                            .isEqualTo(new LedgerLimits(Duration.ofHours(24), 100_000, 64));
                    assertThat(properties.reconcile().stateFile()).isEmpty();
                    assertThat(properties.lifecycle().patience())
                            .isEqualTo(new Patience(
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(5),
                                    Duration.ofMinutes(5),
                                    Duration.ofMinutes(10)));
                    assertThat(properties.admin()).isEqualTo(new AdminProperties(false, ""));
                },
                FIRST);
    }

    @Test
    void everyProperty() {
        with(
                properties -> {
                    assertThat(properties.membership()).isEqualTo(Source.CONSUL);
                    assertThat(properties.gateways())
                            .containsExactly(new GatewayProperties(URI.create("https://a/p"), 7));
                    assertThat(properties.service()).isEqualTo("pushers");
                    assertThat(properties.registrationOwner()).isEqualTo("east");
                    assertThat(properties.modeRules()).isEqualTo(new ModeRules(Mode.PROXY, List.of("x/", "y/")));
                    assertThat(properties.copies()).isEqualTo(new CopySettings(2, Ack.ALL));
                    assertThat(properties.upkeep().replicas()).isEqualTo(2);
                    assertThat(properties.labelNames()).isEqualTo(LabelNames.UTF8);
                    assertThat(properties.guard())
                            .containsEntry(Poison.EMPTY_VALUE, Treatment.REJECT)
                            .containsEntry(Poison.LE_LABEL, Treatment.ALLOW);
                    assertThat(properties.refusedPoison())
                            .contains(Poison.EMPTY_VALUE)
                            .doesNotContain(Poison.LE_LABEL);
                    assertThat(properties.probe())
                            .isEqualTo(new PgwRouterProperties.ProbeProperties(
                                    "/ok", Duration.ofSeconds(1), Duration.ofSeconds(2)));
                    assertThat(properties.forward().settings())
                            .isEqualTo(new ForwardSettings(
                                    Duration.ofSeconds(4),
                                    Duration.ofSeconds(7),
                                    Duration.ofSeconds(5),
                                    Duration.ofSeconds(8),
                                    2048,
                                    4096,
                                    8192,
                                    Duration.ofSeconds(6)));
                    assertThat(properties.forward().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(properties.forward().attempts()).isEqualTo(2);
                    assertThat(properties.forward().maxConcurrentPerGateway()).isEqualTo(9);
                    assertThat(properties.read().scrapes())
                            .isEqualTo(new ScrapeSettings("/m", Duration.ofSeconds(3), 1024));
                    assertThat(properties.read().views(properties.upkeep()))
                            .isEqualTo(new ViewSettings(
                                    Duration.ZERO,
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(9),
                                    2,
                                    Duration.ofSeconds(5)));
                    assertThat(properties.read().maxConcurrent()).isEqualTo(3);
                    assertThat(properties.reconcile())
                            .isEqualTo(new ReconcileProperties(
                                    io.promshard.pgw.reconcile.Mode.MOVE,
                                    true,
                                    Duration.ofSeconds(11),
                                    Duration.ofSeconds(12),
                                    Duration.ofSeconds(13),
                                    15,
                                    16,
                                    Duration.ofHours(17),
                                    18,
                                    List.of(
                                            new TtlProperties("batch.*", null, Duration.ofHours(23)),
                                            new TtlProperties(null, "{a=\"b\"}", Duration.ZERO)),
                                    "/var/lib/pgw-router/state"));
                    assertThat(properties.reconcile().settings(1).ttl())
                            .isEqualTo(new TtlRules(List.of(
                                    new TtlRule(Selector.ofJobs("batch.*"), Duration.ofHours(23)),
                                    new TtlRule(Selector.parse("{a=\"b\"}"), Duration.ZERO))));
                    assertThat(properties.lifecycle())
                            .isEqualTo(new LifecycleProperties(
                                    Duration.ofSeconds(19),
                                    Duration.ofSeconds(20),
                                    Duration.ofSeconds(21),
                                    Duration.ofSeconds(22)));
                    assertThat(properties.admin()).isEqualTo(new AdminProperties(true, "/etc/pgw-router/token"));
                },
                "pgw-router.membership=consul",
                "pgw-router.gateways[0].url=https://a/p",
                "pgw-router.gateways[0].weight=7",
                "pgw-router.service=pushers",
                "pgw-router.registration-owner=east",
                "pgw-router.mode=proxy",
                "pgw-router.replicas=2",
                "pgw-router.ack=all",
                "pgw-router.proxied-user-agents=x/,y/",
                "pgw-router.label-names=utf8",
                "pgw-router.guard.empty-value=reject",
                "pgw-router.guard.le-label=allow",
                "pgw-router.probe.path=/ok",
                "pgw-router.probe.interval=1s",
                "pgw-router.probe.timeout=2s",
                "pgw-router.forward.connect-timeout=3s",
                "pgw-router.forward.timeout=4s",
                "pgw-router.forward.body-timeout=7s",
                "pgw-router.forward.stall-after=5s",
                "pgw-router.forward.busy-wait=8s",
                "pgw-router.forward.attempts=2",
                "pgw-router.forward.max-buffered=2KB",
                "pgw-router.forward.max-buffered-total=4KB",
                "pgw-router.forward.max-body-size=8KB",
                "pgw-router.forward.max-concurrent-per-gateway=9",
                "pgw-router.forward.retry-after=6s",
                "pgw-router.read.metrics-path=/m",
                "pgw-router.read.cache=0s",
                "pgw-router.read.patience=1s",
                "pgw-router.read.timeout=3s",
                "pgw-router.read.stale-limit=9s",
                "pgw-router.read.max-gateway-response=1KB",
                "pgw-router.read.max-concurrent=3",
                "pgw-router.reconcile.mode=move",
                "pgw-router.reconcile.dry-run=true",
                "pgw-router.reconcile.interval=11s",
                "pgw-router.reconcile.quiet-after=12s",
                "pgw-router.reconcile.settle=13s",
                "pgw-router.reconcile.ttl[0].job=batch.*",
                "pgw-router.reconcile.ttl[0].after=23h",
                "pgw-router.reconcile.ttl[1].match={a=\"b\"}",
                "pgw-router.reconcile.ttl[1].after=0",
                "pgw-router.admin.token-file=/etc/pgw-router/token",
                "pgw-router.reconcile.max-moves-per-second=15",
                "pgw-router.reconcile.max-deletes-per-second=16",
                "pgw-router.reconcile.keep-deletions=17h",
                "pgw-router.reconcile.max-deletions=18",
                "pgw-router.reconcile.state-file=/var/lib/pgw-router/state",
                "pgw-router.lifecycle.down-after=19s",
                "pgw-router.lifecycle.quarantine=20s",
                "pgw-router.lifecycle.max-quarantine=21s",
                "pgw-router.lifecycle.flap-window=22s",
                "pgw-router.admin.enabled=true");
    }

    @Test
    void consulNeedsNoGateways() {
        with(properties -> assertThat(properties.gateways()).isEmpty(), "pgw-router.membership=consul");
    }

    @Nested
    class Refuses {

        private void refused(String message, String... properties) {
            runner.withPropertyValues(properties)
                    .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
        }

        @Test
        void staticMembershipWithoutGateways() {
            refused("pgw-router.gateways must not be empty");
        }

        @ParameterizedTest
        @CsvSource({
            "ftp://a:1, pgw-router.gateways[1].url: not an address of the form http(s)://host[:port][/prefix]: ftp://a:1",
            "http://a:0, pgw-router.gateways[1].url: port must be between 1 and 65535",
            "http://u:p@a:1, pgw-router.gateways[1].url: not an address",
            "http://a:1/?x=1, pgw-router.gateways[1].url: not an address",
            "a:9091, pgw-router.gateways[1].url: not an address",
            "http://10.0.0.1:9091/, pgw-router.gateways[1].url is the gateway of pgw-router.gateways[0].url again",
            "HTTP://10.0.0.1:9091, pgw-router.gateways[1].url is the gateway of pgw-router.gateways[0].url again",
            "'', pgw-router.gateways[1].url",
        })
        void anAddress(String url, String message) {
            refused(message, FIRST, "pgw-router.gateways[1].url=" + url);
        }

        @Test
        void aWeightWithoutAnAddress() {
            refused("pgw-router.gateways[1].url is missing", FIRST, "pgw-router.gateways[1].weight=2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "3", "-1"})
        void aNumberOfReplicasThatThereCannotBe(String replicas) {
            refused("pgw-router.replicas must be 1 or 2, got: " + replicas, FIRST, "pgw-router.replicas=" + replicas);
        }

        @Test
        void moreReplicasThanThereAreGateways() {
            refused(
                    "pgw-router.replicas must be at most the number of pgw-router.gateways, 1, got: 2",
                    FIRST,
                    "pgw-router.replicas=2");
        }

        @Test
        void replicasThatARedirectCannotReach() {
            refused(
                    "pgw-router.mode=redirect sends a client to one gateway, so it cannot go with pgw-router.replicas=2:"
                            + " set pgw-router.mode to auto or proxy",
                    FIRST,
                    "pgw-router.gateways[1].url=http://10.0.0.2:9091",
                    "pgw-router.mode=redirect",
                    "pgw-router.replicas=2");
        }

        @Test
        void fewerAttemptsThanReplicas() {
            refused(
                    "pgw-router.forward.attempts must be at least pgw-router.replicas, 2, got: 1",
                    FIRST,
                    "pgw-router.gateways[1].url=http://10.0.0.2:9091",
                    "pgw-router.forward.attempts=1",
                    "pgw-router.replicas=2");
        }

        @Test
        void weightsWhoseSumIsMoreThanARingTakes() {
            String[] gateways = IntStream.range(0, 82)
                    .boxed()
                    .flatMap(i -> Stream.of(
                            "pgw-router.gateways[%d].url=http://10.0.0.%d:9091".formatted(i, i),
                            "pgw-router.gateways[%d].weight=100".formatted(i)))
                    .toArray(String[]::new);

            refused("pgw-router.gateways[81].weight brings the sum of the weights to 8200, more than 8192", gateways);
            with(
                    properties -> assertThat(properties.gateways()).hasSize(81),
                    Arrays.copyOf(gateways, gateways.length - 2));
        }

        @ParameterizedTest
        @CsvSource({
            "metrics-path, metrics, the path of a URI that begins with a slash",
            "cache, -1s, must not be negative",
            "patience, 0s, must be positive",
            "timeout, 0s, must be positive",
            "stale-limit, 0s, must be positive",
            "max-gateway-response, 0B, must be positive",
            "max-gateway-response, 2GB, must be at most 1GB",
            "max-concurrent, 0, must be positive",
        })
        void whatNoViewCanBeMadeWith(String key, String value, String message) {
            refused("pgw-router.read." + key + " must", FIRST, "pgw-router.read." + key + "=" + value);
            refused(message, FIRST, "pgw-router.read." + key + "=" + value);
        }

        @Test
        void aTotalThatHasNoRoomForOneBodyAsItIsCounted() {
            refused(
                    "pgw-router.forward.max-buffered-total must be at least 8192B, since pgw-router.forward.max-buffered"
                            + " is counted in blocks of 4096B, got: 8191B",
                    FIRST,
                    "pgw-router.forward.max-buffered=5000B",
                    "pgw-router.forward.max-buffered-total=8191B");
            with(
                    properties ->
                            assertThat(properties.forward().maxBufferedTotal()).isEqualTo(DataSize.ofBytes(8192)),
                    FIRST,
                    "pgw-router.forward.max-buffered=5000B",
                    "pgw-router.forward.max-buffered-total=8192B");
        }

        @ParameterizedTest
        @CsvSource({"0", "101", "-1"})
        void aWeight(String weight) {
            refused(
                    "pgw-router.gateways[0].weight must be between 1 and 100, got: " + weight,
                    FIRST,
                    "pgw-router.gateways[0].weight=" + weight);
        }

        @ParameterizedTest
        @CsvSource({
            "pgw-router.probe.interval, 0s, must be positive",
            "pgw-router.probe.timeout, -1s, must be positive",
            "pgw-router.probe.path, ready, 'must be the path of a URI that begins with a slash, got: ready'",
            "pgw-router.probe.path, /a b, 'must be the path of a URI that begins with a slash, got: /a b'",
            "pgw-router.probe.path, /%zz, 'must be the path of a URI that begins with a slash, got: /%zz'",
            "pgw-router.probe.path, /a?b, 'must be the path of a URI that begins with a slash, got: /a?b'",
            "pgw-router.probe.path, /a#b, 'must be the path of a URI that begins with a slash, got: /a#b'",
            "pgw-router.service, ' ', must not be blank",
            "pgw-router.forward.connect-timeout, 0s, must be positive",
            "pgw-router.forward.timeout, 0s, must be positive",
            "pgw-router.forward.body-timeout, 0s, must be positive",
            "pgw-router.forward.stall-after, 0s, must be positive",
            "pgw-router.forward.busy-wait, 0s, must be positive",
            "pgw-router.forward.retry-after, 0s, must be positive",
            "pgw-router.forward.attempts, 0, must be positive",
            "pgw-router.forward.max-concurrent-per-gateway, 0, must be positive",
            "pgw-router.forward.max-body-size, 0, must be positive",
            "pgw-router.forward.max-buffered, -1B, must be positive",
            "pgw-router.forward.max-buffered-total, 9000TB, must be at most 8796093018112B",
            "pgw-router.reconcile.interval, 0s, must be positive",
            "pgw-router.reconcile.quiet-after, 0s, must be positive",
            "pgw-router.reconcile.settle, 0s, must be positive",
            "pgw-router.reconcile.max-moves-per-second, 0, must be positive",
            "pgw-router.reconcile.max-deletes-per-second, 0, must be positive",
            "pgw-router.reconcile.keep-deletions, 0s, must be positive",
            "pgw-router.reconcile.max-deletions, 0, must be positive",
            "pgw-router.lifecycle.down-after, 0s, must be positive",
            "pgw-router.lifecycle.flap-window, 0s, must be positive",
            "pgw-router.lifecycle.max-quarantine, 0s, must be positive",
            "pgw-router.lifecycle.quarantine, 6m, 'must be at most pgw-router.lifecycle.max-quarantine, got: PT6M'",
            "pgw-router.forward.max-buffered, 65MB, must be at most pgw-router.forward.max-buffered-total",
        })
        void aLimit(String property, String value, String message) {
            refused(property + " " + message, FIRST, property + "=" + value);
        }
    }
}
