package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.promshard.query.QueryRouterApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator sees of a configuration that cannot work: the property's path, and no stack trace. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {

    private static void start(String... args) {
        String[] all = Stream.concat(Stream.of("--server.port=0", "--server.address=127.0.0.1"), Stream.of(args))
                .toArray(String[]::new);
        assertThat(catchThrowable(() -> new SpringApplication(QueryRouterApplication.class)
                        .run(all)
                        .close()))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "query-router.shards.b=ftp://a:1 query-router.shards.b",
                "query-router.shrads.b=a:1 query-router.shrads.b",
                "query-router.feature-label-mode=maybe query-router.feature-label-mode",
                "query-router.inspection.interval=soon query-router.inspection.interval",
                "query-router.client.max-answer-size=big query-router.client.max-answer-size",
                "query-router.client.breaker.calls=0 query-router.client.breaker.calls",
            })
    void namesTheProperty(String argument, String path, CapturedOutput output) {
        start("--query-router.shards.a=127.0.0.1:1", "--" + argument);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", path)
                .doesNotContain("\tat ");
    }

    @Test
    void tellsHowToNameAServer(CapturedOutput output) {
        start();

        assertThat(output.getAll()).contains("query-router.shards.<value>").doesNotContain("\tat ");
    }

    @Test
    void tellsThatConsulMustBeEnabledToo(CapturedOutput output) {
        start("--query-router.membership=consul");

        assertThat(output.getAll()).contains("promshard.consul.enabled").doesNotContain("\tat ");
    }
}
