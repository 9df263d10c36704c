package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class PromeRouteLayoutTest {

    @TempDir
    private Path folder;

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(QueryRouterProperties.class)
    static class Properties {}

    private ConfigurableApplicationContext start(String yaml, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("prome-route.yml"), yaml);
        return new SpringApplicationBuilder(Properties.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.config.additional-location", "file:" + file))
                .run(more);
    }

    private static final String SIX_LINES = """
            replace_label_name: dc
            prome_servers:
              a: 10.0.0.1:9090
              b_1: 10.0.0.2:9090
            http:
              listen_addr: 0.0.0.0:8097
            """;

    @Test
    void aWholeFileWorks() throws Exception {
        try (var context = start(SIX_LINES)) {
            QueryRouterProperties properties = context.getBean(QueryRouterProperties.class);

            assertThat(properties.featureLabel()).isEqualTo("dc");
            assertThat(properties.shards())
                    .isEqualTo(Map.of("a", List.of("10.0.0.1:9090"), "b_1", List.of("10.0.0.2:9090")));
            assertThat(context.getEnvironment().getProperty("server.port")).isEqualTo("8097");
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("0.0.0.0");
        }
    }

    @Test
    void theCommandLineComesBeforeIt() throws Exception {
        try (var context = start(SIX_LINES, "--server.port=1234", "--query-router.feature-label=cluster")) {
            assertThat(context.getEnvironment().getProperty("server.port")).isEqualTo("1234");
            assertThat(context.getBean(QueryRouterProperties.class).featureLabel())
                    .isEqualTo("cluster");
        }
    }

    @Test
    void withoutAHostItListensEverywhere() throws Exception {
        try (var context = start(SIX_LINES.replace("0.0.0.0:8097", "\":8097\""))) {
            assertThat(context.getEnvironment().getProperty("server.port")).isEqualTo("8097");
            assertThat(context.getEnvironment().getProperty("server.address")).isNull();
        }
    }
}
