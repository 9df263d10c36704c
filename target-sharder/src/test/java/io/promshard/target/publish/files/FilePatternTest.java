package io.promshard.target.publish.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {

    private static final Set<String> BOTH = Set.of("collector", "job");

    @Test
    void namesArePutIn() {
        FilePattern pattern = FilePattern.parse("/etc/sd/{group}/{collector}/{job}.json", BOTH);

        assertThat(pattern.root()).isEqualTo(Path.of("/etc/sd"));
        assertThat(pattern.file("g", "c1", "node")).isEqualTo(Path.of("g/c1/node.json"));
    }

    @Test
    void theRootIsWhatHasNoNames() {
        assertThat(FilePattern.parse("/a/b/x-{collector}/c/{job}.json", BOTH).root())
                .isEqualTo(Path.of("/a/b"));
        assertThat(FilePattern.parse("/a/b/targets.json", Set.of()).root()).isEqualTo(Path.of("/a/b"));
    }

    @Test
    void noTwoListsShareAFileWhereNamesStandInOneSegment() {
        FilePattern pattern = FilePattern.parse("/sd/{group}-{collector}_{job}.json", BOTH);
        List<String> names =
                List.of("a", "b", "a-b", "a_b", "b-a", "a-", "-a", "_", "-", "%2D", "a%2Db", "", "a.json", ".");
        Set<Path> files = new HashSet<>();

        for (String group : names) {
            for (String collector : names) {
                for (String job : names) {
                    assertThat(files.add(pattern.file(group, collector, job))).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sd/{collector}/{job}.json, absolute",
        "/sd/../{collector}/{job}.json, absolute",
        "/sd/{collector}/{job}.yml, .json",
        "/sd/{collector}/all.json, {job}",
        "/sd/{job}.json, {collector}",
        "/sd/{collector}{job}.json, something between",
        "/sd/{collector}x{job}.json, something between",
        "/sd/{collector}/{jbo}.json, {jbo}",
        "/sd/{collector}/{job.json, brace"
    })
    void whatCannotTellListsApartIsRefused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilePattern.parse(text, BOTH))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "..", ".", "/", "/etc/passwd", "a/b", "\0"})
    void noNameLeavesTheRoot(String name) {
        FilePattern pattern = FilePattern.parse("/sd/{group}/{collector}/{job}.json", BOTH);

        Path file = pattern.root().resolve(pattern.file(name, name, name));

        assertThat(file.normalize()).isEqualTo(file).startsWithRaw(Path.of("/sd"));
        assertThat(file.getNameCount()).isEqualTo(4);
    }

    @Test
    void knowsWhichDirectoriesMayBeWatched() {
        FilePattern pattern = FilePattern.parse("/sd/{collector}/{job}.json", BOTH);

        assertThat(pattern.mayPublishIn(Path.of("/sd"), Path.of("/sd/c1"))).isTrue();
        assertThat(pattern.mayPublishIn(Path.of("/sd"), Path.of("/sd"))).isFalse();
        assertThat(pattern.mayPublishIn(Path.of("/sd"), Path.of("/sd/.staging")))
                .isFalse();
        assertThat(pattern.mayPublishIn(Path.of("/sd"), Path.of("/sd/c1/x"))).isFalse();
        assertThat(pattern.mayPublishIn(Path.of("/sd"), Path.of("/elsewhere"))).isFalse();
    }

    @Test
    void aFlatPatternPublishesInItsRoot() {
        FilePattern pattern = FilePattern.parse("/sd/{collector}-{job}.json", BOTH);

        assertThat(pattern.mayPublishIn(Path.of("/sd"), Path.of("/sd"))).isTrue();
    }
}
