package io.promshard.pgw.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.promshard.pgw.PgwRouterApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator sees of a configuration that cannot work: the property's path, and no stack trace. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {

    private static final String FIRST = "--pgw-router.gateways[0].url=http://127.0.0.1:9091";

    private static void start(String... args) {
        startOn("127.0.0.1", args);
    }

    private static void startOn(String address, String... args) {
        String[] all = Stream.concat(Stream.of("--server.port=0", "--server.address=" + address), Stream.of(args))
                .toArray(String[]::new);
        assertThat(catchThrowable(() -> new SpringApplication(PgwRouterApplication.class)
                        .run(all)
                        .close()))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "pgw-router.gateways[1].url=ftp://a:1 pgw-router.gateways[1].url",
                "pgw-router.gateways[1].url=http://[bad pgw-router.gateways[1].url",
                "pgw-router.gateways[1].url=http://127.0.0.1:9091/ pgw-router.gateways[1].url",
                "pgw-router.gateways[1].wieght=2 pgw-router.gateways[1].wieght",
                "pgw-router.gatways[0].url=http://a:1 pgw-router.gatways[0].url",
                "pgw-router.mode=teleport pgw-router.mode",
                "pgw-router.guard.no-such-poison=reject pgw-router.guard",
                "pgw-router.guard.le-label=maybe pgw-router.guard.le-label",
                "pgw-router.probe.interval=soon pgw-router.probe.interval",
                "pgw-router.probe.interval=0s pgw-router.probe.interval",
                "pgw-router.forward.max-body-size=big pgw-router.forward.max-body-size",
                "pgw-router.forward.attempts=0 pgw-router.forward.attempts",
                "promshard.consul.port=0 promshard.consul.port",
                "promshard.consul.tokn=x promshard.consul.tokn",
                "promshard.consul.scheme=ftp promshard.consul.scheme",
                "promshard.consul.host=a_b promshard.consul.host",
                "pgw-router.service= pgw-router.service",
                "pgw-router.probe.path=/%zz pgw-router.probe.path",
                "server.http2.enabled=true server.http2.enabled",
                "promshard.consul.max-wait=1h promshard.consul.max-wait",
                "pgw-router.reconcile.ttl[0].job=a pgw-router.reconcile.ttl[0].after",
                "pgw-router.reconcile.ttl[0].after=1h pgw-router.reconcile.ttl[0]",
                "pgw-router.admin.token-file=/no/such/token pgw-router.admin.token-file",
            })
    void namesTheProperty(String argument, String path, CapturedOutput output) {
        start(FIRST, "--" + argument);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", path)
                .doesNotContain("\tat ");
    }

    @Test
    void tellsHowToNameAGateway(CapturedOutput output) {
        start();

        assertThat(output.getAll())
                .contains("pgw-router.gateways must not be empty", "pgw-router.gateways[0].url")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "--pgw-router.reconcile.ttl[0].job=(#pgw-router.reconcile.ttl[0].job: error parsing regexp",
                "--pgw-router.reconcile.ttl[0].match=job#pgw-router.reconcile.ttl[0].match: a selector begins with {",
                "--pgw-router.reconcile.mode=off#pgw-router.reconcile.ttl needs pgw-router.reconcile.mode",
            })
    void saysWhatIsWrongWithATtl(String argument, String message, CapturedOutput output) {
        String job = argument.contains("mode") ? "--pgw-router.reconcile.ttl[0].job=a" : "--debug=false";
        start(FIRST, "--pgw-router.reconcile.ttl[0].after=1h", argument, job);

        assertThat(output.getAll()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", ""})
    void doesNotTakeOrdersFromEverybody(String address, CapturedOutput output) {
        startOn(address, FIRST, "--pgw-router.admin.enabled=true");

        assertThat(output.getAll())
                .contains("pgw-router.admin.token-file", "server.address")
                .doesNotContain("\tat ");
    }

    @Test
    void tellsThatConsulMustBeEnabledToo(CapturedOutput output) {
        start("--pgw-router.membership=consul");

        assertThat(output.getAll()).contains("promshard.consul.enabled").doesNotContain("\tat ");
    }
}
