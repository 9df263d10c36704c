package io.promshard.target.publish.files;

import static io.promshard.target.publish.Samples.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.files.SdDirectory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path temp;

    private Path root;
    private SdDirectory directory;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("sd"));
        directory = reopened();
    }

    @Test
    void writesWhatIsNotThere() throws IOException {
        Outcome outcome = hold("c", "j", 3);

        assertThat(outcome.changed()).containsExactly(root.resolve("c/j.json"));
        assertThat(outcome.error()).isEmpty();
        assertThat(Files.readAllBytes(root.resolve("c/j.json"))).isEqualTo(list(3).json());
        assertThat(outcome.files().getFirst().written()).contains(NOW);
        assertThat(outcome.files().getFirst().targets()).isEqualTo(3);
    }

    @Test
    void everybodyMayReadWhateverTheUmaskIs() throws IOException {
        hold("c", "j", 3);

        assertThat(permissions(root.resolve("c/j.json"))).isEqualTo("rw-r--r--");
        assertThat(permissions(root.resolve("c"))).isEqualTo("rwxr-xr-x");
    }

    @Test
    void writesNothingThatIsThere() {
        hold("c", "j", 3);

        assertThat(hold("c", "j", 3).changed()).isEmpty();
        assertThat(directory.written()).isEqualTo(1);
    }

    @Test
    void aRestartWritesNothing() {
        hold("c", "j", 3);
        directory = reopened();

        assertThat(hold("c", "j", 3).changed()).isEmpty();
        assertThat(directory.written()).isZero();
    }

    @Test
    void aRestartWritesWhatDiffersByAByte() throws IOException {
        hold("c", "j", 3);
        byte[] other = list(3).json().clone();
        other[20]++;
        Files.write(root.resolve("c/j.json"), other);
        directory = reopened();

        assertThat(hold("c", "j", 3).changed()).hasSize(1);
        assertThat(Files.readAllBytes(root.resolve("c/j.json"))).isEqualTo(list(3).json());
    }

    @Test
    void whatSomebodyElseChangedOrDeletedIsPutRight() throws IOException {
        hold("c", "j", 3);
        Files.writeString(root.resolve("c/j.json"), "half");
        assertThat(hold("c", "j", 3).changed()).hasSize(1);

        Files.delete(root.resolve("c/j.json"));
        assertThat(hold("c", "j", 3).changed()).hasSize(1);

        Files.delete(root.resolve("c/j.json"));
        Files.delete(root.resolve("c"));
        assertThat(hold("c", "j", 3).changed()).hasSize(1);
        assertThat(Files.readAllBytes(root.resolve("c/j.json"))).isEqualTo(list(3).json());
    }

    @Test
    void clearsOnlyWithAnEmptyList() throws IOException {
        hold("c", "j", 3);
        directory.hold("g", "c", new TreeMap<>());
        assertThat(Files.size(root.resolve("c/j.json"))).isPositive();

        hold("c", "j", 0);
        assertThat(Files.readString(root.resolve("c/j.json"))).isEqualTo("[]\n");
    }

    @Test
    void leavesNothingInStagingAndNothingBesideTheFiles() throws IOException {
        hold("c", "j", 3);
        hold("c", "j", 4);

        try (Stream<Path> staged = Files.list(root.resolve(".target-sharder"));
                Stream<Path> published = Files.list(root.resolve("c"))) {
            assertThat(staged).isEmpty();
            assertThat(published).containsExactly(root.resolve("c/j.json"));
        }
    }

    @Test
    void oneThatCannotBeWrittenKeepsNoOtherFromIt() throws IOException {
        Files.createDirectories(root.resolve("c/bad.json/in-the-way"));

        Outcome outcome = directory.hold("g", "c", new TreeMap<>(Map.of("bad", list(1), "good", list(2))));

        assertThat(outcome.changed()).containsExactly(root.resolve("c/good.json"));
        assertThat(outcome.error().orElseThrow()).contains("c/bad.json");
        assertThat(outcome.files()).extracting(FileStatus::isGood).containsExactly(false, true);
        assertThat(directory.failed()).isEqualTo(1);
    }

    @Test
    void aFailureIsTriedAgainAndForgottenWhenItIsOver() throws IOException {
        Files.writeString(root.resolve("c"), "a file where a directory must be");
        hold("c", "j", 1);
        Outcome twice = hold("c", "j", 1);
        assertThat(twice.files().getFirst().failures()).isEqualTo(2);

        Files.delete(root.resolve("c"));
        Outcome good = hold("c", "j", 1);

        assertThat(good.files().getFirst().failures()).isZero();
        assertThat(good.files().getFirst().error()).isEmpty();
        assertThat(good.changed()).hasSize(1);
    }

    @Test
    void aRootThatVanishedIsNotMadeButUsedWhenItIsBack() throws IOException {
        hold("c", "j", 1);
        Path away = temp.resolve("away");
        Files.move(root, away);

        assertThat(hold("c", "j", 2).error().orElseThrow()).contains("no such file");
        assertThat(root).doesNotExist();

        Files.move(away, root);
        assertThat(hold("c", "j", 2).changed()).hasSize(1);
    }

    @Test
    void noLinkLeadsOutOfTheRoot() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.createSymbolicLink(root.resolve("c"), outside);

        Outcome outcome = hold("c", "j", 1);

        assertThat(outcome.error().orElseThrow()).contains("a link that leads out");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aLinkInPlaceOfAFileIsReplacedNotFollowed() throws IOException {
        Path outside = Files.write(temp.resolve("outside"), list(1).json());
        Files.createDirectory(root.resolve("c"));
        Files.createSymbolicLink(root.resolve("c/j.json"), outside);

        assertThat(hold("c", "j", 1).changed()).hasSize(1);

        assertThat(Files.isSymbolicLink(root.resolve("c/j.json"))).isFalse();
        assertThat(hold("c", "j", 2).changed()).hasSize(1);
        assertThat(Files.readAllBytes(outside)).isEqualTo(list(1).json());
    }

    @Test
    void theRootMayBeALinkItself() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        SdDirectory linked = SdDirectory.open(
                FilePattern.parse(link + "/{collector}/{job}.json", Set.of("job")), "", Clock.systemUTC());

        assertThat(linked.hold("g", "c", new TreeMap<>(Map.of("j", list(1)))).error())
                .isEmpty();
        assertThat(root.resolve("c/j.json")).exists();
    }

    @Test
    void aStagingDirectoryOnAnotherFileSystemIsRefused() {
        Path shm = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(shm) && differs(shm, root), "no other file system");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(shm.resolve(
                                "promshard-staging-" + ProcessHandle.current().pid())
                        .toString()))
                .withMessageContaining("file system")
                .withMessageContaining("/dev/shm");
    }

    @Test
    void aStagingDirectoryThatCollectorsMayWatchIsRefused() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(root.resolve("staging").toString()))
                .withMessageContaining("staging");
        Path hidden = Files.createSymbolicLink(temp.resolve("hidden"), Files.createDirectory(root.resolve("c9")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(hidden.toString()))
                .withMessageContaining("staging");
    }

    @Test
    void aRootThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdDirectory.open(
                        FilePattern.parse(temp + "/none/{collector}/{job}.json", Set.of("job")), "", Clock.systemUTC()))
                .withMessageContaining(temp + "/none: no such file");
    }

    @Test
    void whatAKilledProcessLeftInStagingIsRemovedAfterAWhile() throws IOException {
        Path staging = root.resolve(".target-sharder");
        Path old = Files.writeString(staging.resolve("1-1-1.part"), "half");
        Path young = Files.writeString(staging.resolve("2-2-2.part"), "half");
        Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(601)));
        Files.setLastModifiedTime(young, FileTime.from(NOW));

        directory = reopened();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void keepsSmallThingsOfItsUser() throws IOException {
        assertThat(directory.kept("a/../name")).isEmpty();

        directory.keep("a/../name", "first".getBytes(UTF_8));
        directory.keep("a/../name", "second".getBytes(UTF_8));

        Optional<byte[]> kept = reopened().kept("a/../name");
        assertThat(kept.map(bytes -> new String(bytes, UTF_8))).contains("second");
    }

    private SdDirectory reopened() {
        return open("");
    }

    private SdDirectory open(String staging) {
        FilePattern pattern = FilePattern.parse(root + "/{collector}/{job}.json", Set.of("collector", "job"));
        return SdDirectory.open(pattern, staging, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Outcome hold(String collector, String job, int targets) {
        return directory.hold("g", collector, new TreeMap<>(Map.of(job, list(targets))));
    }

    private static EncodedList list(int targets) {
        return EncodedList.of(targets("j", targets));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static boolean differs(Path a, Path b) {
        try {
            return !Files.getAttribute(a, "unix:dev").equals(Files.getAttribute(b, "unix:dev"));
        } catch (IOException e) {
            return false;
        }
    }
}
