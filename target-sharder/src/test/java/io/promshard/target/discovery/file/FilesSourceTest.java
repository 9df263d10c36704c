package io.promshard.target.discovery.file;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.TargetSourceContract;
import io.promshard.target.discovery.TellsNewsContract;
import io.promshard.target.spec.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesSourceTest implements TargetSourceContract, TellsNewsContract {

    @TempDir
    private Path folder;

    private FilesSource source;

    @BeforeEach
    void open() {
        source = source(folder + "/*.json", folder + "/*.yml", folder + "/*.yaml");
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Override
    public TargetSource source() {
        return source;
    }

    @Override
    public void give(String... addresses) throws IOException {
        write("a.json", json(addresses));
    }

    @Override
    public void spoil() throws IOException {
        write("a.json", json("10.0.0.9:1").substring(0, 12));
    }

    @Test
    void readsAllFilesThatMatchAndSaysWhereATargetIsFrom() throws Exception {
        write("a.json", json("a:1"));
        write("b.yml", "- targets: [b:1]\n");
        write("c.yaml", "- targets: [c:1]\n");
        write("d.txt", "no targets");

        assertThat(source.read())
                .extracting(target -> target.labels().get("__meta_filepath"))
                .containsExactly(folder + "/a.json", folder + "/b.yml", folder + "/c.yaml");
    }

    @Test
    void readsAFileOnceThoughTwoPathsNameIt() throws Exception {
        give("a:1");
        source = source(folder + "/a.json", folder + "/[a-z].json", folder + "/?.json");

        assertThat(addresses(source.read())).containsExactly("a:1");
    }

    @Test
    void answersWithoutAFileThatIsGone() throws Exception {
        give("a:1");
        write("b.yml", "- targets: [b:1]\n");
        source.read();

        Files.delete(folder.resolve("a.json"));

        assertThat(addresses(source.read())).containsExactly("b:1");
    }

    @Test
    void failsForOneBadFileAmongGoodOnesAndNamesIt() throws Exception {
        give("a:1");
        write("b.yml", "- host: x\n");

        assertThatThrownBy(source::read)
                .isInstanceOf(SourceException.class)
                .hasMessage(folder + "/b.yml: group 1: only targets and labels are known, got \"host\"");
    }

    @Test
    void failsForADirectoryThatIsNotThere() {
        assertThatThrownBy(() -> source(folder + "/no/*.json").read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(folder + "/no cannot be listed");
        assertThatThrownBy(() -> source(folder + "/no/a.json").read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is no directory " + folder + "/no");
    }

    @Test
    void failsForALinkToNothing() throws Exception {
        Files.createSymbolicLink(folder.resolve("a.json"), folder.resolve("gone"));

        assertThatThrownBy(source::read)
                .isInstanceOf(SourceException.class)
                .hasMessage(folder + "/a.json: it is a link to nothing");
    }

    @Test
    void failsForADirectoryThatMatches() throws Exception {
        Files.createDirectory(folder.resolve("a.json"));

        assertThatThrownBy(source::read)
                .isInstanceOf(SourceException.class)
                .hasMessage(folder + "/a.json: it is no file");
    }

    @Test
    void failsForAFileThatIsTooLarge() throws Exception {
        give("a:1", "b:1");
        Limits small = new Limits(10, 10, 10, 10, 10);

        assertThatThrownBy(() -> new FilesSource(spec(folder + "/*.json"), small, surroundings()).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(folder + "/a.json")
                .hasMessageContaining("it is larger than 10 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/*/a.json", "/etc/sd/a.txt", "/etc/sd/a", "", "/"})
    void takesNoPathThatFileSdCannotHave(String path) {
        assertThatThrownBy(() -> source(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path);
    }

    @Nested
    class News {

        private final AtomicInteger news = new AtomicInteger();

        @BeforeEach
        void watch() throws IOException {
            give("a:1");
            source.watch(news::incrementAndGet);
            awaitNews();
        }

        @Test
        void comesOfAFileThatIsMovedIntoPlace(@TempDir Path elsewhere) throws Exception {
            Path staged = Files.writeString(elsewhere.resolve("x"), json("b:1"));

            Files.move(staged, folder.resolve("a.json"), StandardCopyOption.REPLACE_EXISTING);

            awaitNews();
        }

        @Test
        void comesOfAFileThatIsGone() throws Exception {
            Files.delete(folder.resolve("a.json"));

            awaitNews();
        }

        @Test
        void comesOfADirectoryThatIsMadeAnew() throws Exception {
            Files.delete(folder.resolve("a.json"));
            awaitNews();
            Files.delete(folder);
            await().until(() -> !Files.exists(folder));
            news.set(0);

            Files.createDirectory(folder);
            awaitNews(Duration.ofSeconds(4));
            give("b:1");

            awaitNews(Duration.ofSeconds(4));
            assertThat(addresses(source.read())).containsExactly("b:1");
        }

        private void awaitNews() {
            awaitNews(Duration.ofSeconds(1));
        }

        private void awaitNews(Duration within) {
            await().atMost(within).pollInterval(Duration.ofMillis(10)).until(() -> news.getAndSet(0) > 0);
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static String json(String... addresses) {
        return Arrays.stream(addresses)
                .map(address -> '"' + address + '"')
                .collect(Collectors.joining(",", "[{\"targets\":[", "]}]"));
    }

    private static FilesSource source(String... paths) {
        return new FilesSource(spec(paths), Limits.STANDARD, surroundings());
    }

    private static SourceSpec.Files spec(String... paths) {
        return new SourceSpec.Files(List.of(paths), Duration.ofMinutes(5));
    }

    private static Surroundings surroundings() {
        return Surroundings.of(Clock.systemUTC(), new SplittableRandom(5));
    }
}
