package io.promshard.target.discovery.sources;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.FakeSource;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.plugin.Plugins;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Mapping;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TargetSourcesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeSource engine = new FakeSource();
    private final TargetSources sources = new TargetSources(
            Limits.STANDARD,
            Optional.empty(),
            Plugins.ofTheClassPath(),
            spec -> engine,
            Surroundings.of(Clock.systemUTC(), new SplittableRandom(5)));

    @Test
    void opensEachKind() {
        URI url = URI.create("http://127.0.0.1:1/sd");

        assertThat(name(new SourceSpec.Files(List.of("/etc/sd/*.json", "/x.yml"), MINUTE)))
                .isEqualTo("files /etc/sd/*.json, /x.yml");
        assertThat(name(new SourceSpec.Http(url, Credentials.NONE, Mapping.HTTP_SD, MINUTE, MINUTE)))
                .isEqualTo("http http://127.0.0.1:1/sd");
        assertThat(name(new SourceSpec.Engine(url, Credentials.NONE, "p", MINUTE, MINUTE)))
                .isEqualTo("fake");
    }

    @Test
    void staticTargetsHaveTheirLabels() throws Exception {
        SourceSpec.Static spec = new SourceSpec.Static(List.of("a:1", "b:1"), Map.of("env", "prod"));

        try (TargetSource source = sources.of(spec)) {
            assertThat(addresses(source.read())).containsExactly("a:1", "b:1");
            assertThat(source.read())
                    .allMatch(target -> target.labels().get("env").equals("prod"));
            assertThat(source.name()).isEqualTo("static");
        }
    }

    @Test
    void refusesStaticTargetsThatCannotBe() {
        SourceSpec.Static spec = new SourceSpec.Static(List.of("a:1"), Map.of("", "prod"));

        assertThatThrownBy(() -> sources.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a label is empty");
    }

    @Test
    void refusesConsulWhereThereIsNone() {
        assertThatThrownBy(() -> sources.of(new SourceSpec.Consul(List.of(), List.of(), MINUTE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("targets in Consul need promshard.consul.enabled=true");
    }

    @Test
    void refusesAPluginThatIsNotThere() {
        assertThatThrownBy(() -> sources.of(new SourceSpec.Plugin("x", Map.of(), MINUTE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no provider of targets called x");
    }

    private String name(SourceSpec spec) {
        try (TargetSource source = sources.of(spec)) {
            return source.name();
        }
    }
}
