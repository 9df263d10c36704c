package io.promshard.target.discovery.plugin;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.SourceSpec;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path scratch;

    @BeforeEach
    void make() throws Exception {
        PluginJar.example(folder.resolve("racks.jar"), scratch);
    }

    @Test
    void aProviderInAJarBesideTheApplicationIsFoundByItsName() throws Exception {
        Path file = Files.writeString(scratch.resolve("rack"), "10.0.0.1:9100\n10.0.0.2:9100\n");

        try (Plugins plugins = Plugins.in(folder)) {
            List<DiscoveredTarget> targets = plugins.open(
                            racks(Map.of("file", file.toString(), "rack", "r7")), Limits.STANDARD)
                    .read();

            assertThat(addresses(targets)).containsExactly("10.0.0.1:9100", "10.0.0.2:9100");
            assertThat(targets.getFirst().labels().get("rack")).isEqualTo("r7");
        }
    }

    @Test
    void whatItThrowsIsShown() throws Exception {
        try (Plugins plugins = Plugins.in(folder)) {
            PluginSource source = plugins.open(racks(Map.of("file", "/no/rack", "rack", "r7")), Limits.STANDARD);

            assertThatThrownBy(source::read)
                    .isInstanceOf(SourceException.class)
                    .hasMessage("plugin racks: it failed: java.nio.file.NoSuchFileException: /no/rack");
        }
    }

    @Test
    void oneThatCannotBeLoadedDoesNotHideTheOthers() throws Exception {
        PluginJar.ofProvider(
                folder.resolve("a-broken.jar"), "example.Absent", Files.createDirectory(scratch.resolve("none")));

        try (Plugins plugins = Plugins.in(folder)) {
            assertThat(plugins.open(racks(Map.of()), Limits.STANDARD).name()).isEqualTo("plugin racks");
        }
    }

    @Test
    void aNameThatNobodyHasIsRefusedWithThoseThatThereAre() throws Exception {
        SourceSpec.Plugin other = new SourceSpec.Plugin("other", Map.of(), Duration.ofMinutes(1));

        try (Plugins plugins = Plugins.in(folder);
                Plugins none = Plugins.ofTheClassPath()) {
            assertThatThrownBy(() -> plugins.open(other, Limits.STANDARD))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no provider of targets called other, only: [racks]");
            assertThatThrownBy(() -> none.open(other, Limits.STANDARD)).hasMessageEndingWith("only: []");
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Plugins.in(folder.resolve("no")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder + "/no");
    }

    private static SourceSpec.Plugin racks(Map<String, String> settings) {
        return new SourceSpec.Plugin("racks", settings, Duration.ofMinutes(1));
    }
}
