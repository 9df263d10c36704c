package io.promshard.target.leadership.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.leadership.snapshot.SnapshotStore.Reading;
import io.promshard.target.leadership.snapshot.SnapshotStore.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FileSnapshotStoreTest {

    @TempDir
    Path folder;

    private Path directory;
    private FileSnapshotStore store;

    @BeforeEach
    void open() {
        directory = folder.resolve("state/of/sharder");
        store = new FileSnapshotStore(directory);
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(store.read()).isInstanceOf(Reading.Nothing.class);
    }

    @Test
    void givesTheLastOneToWhoeverComesNext() {
        store.write(new Snapshot(3, 4, new byte[] {1}));
        assertThat(store.write(new Snapshot(3, 5, new byte[] {1, 2}))).isInstanceOf(Writing.Written.class);

        assertThat(new FileSnapshotStore(directory).read())
                .isInstanceOfSatisfying(
                        Reading.Found.class,
                        found -> assertThat(found.snapshot())
                                .usingRecursiveComparison()
                                .isEqualTo(new Snapshot(3, 5, new byte[] {1, 2})));
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void ignoresGarbageAndSaysSo(CapturedOutput output) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("snapshot"), "garbage");

        assertThat(store.read()).isInstanceOf(Reading.Nothing.class);

        assertThat(output)
                .contains(directory.resolve("snapshot") + " is ignored")
                .contains("these 7 bytes are no snapshot");
    }

    @Test
    void ignoresEachShorteningAndEachChangedByte() throws IOException {
        store.write(new Snapshot(3, 4, new byte[20]));
        byte[] good = Files.readAllBytes(directory.resolve("snapshot"));
        for (int i = 0; i < good.length; i++) {
            Files.write(directory.resolve("snapshot"), Arrays.copyOf(good, i));
            assertThat(store.read()).isInstanceOf(Reading.Nothing.class);

            byte[] changed = good.clone();
            changed[i] ^= 1;
            Files.write(directory.resolve("snapshot"), changed);
            assertThat(store.read()).isInstanceOf(Reading.Nothing.class);
        }
    }

    @Test
    void saysThatItCannotReadOrWrite() throws IOException {
        Files.createDirectories(directory.resolve("snapshot/in-the-way"));

        assertThat(store.read()).isInstanceOf(Reading.Failed.class);
        assertThat(store.write(new Snapshot(1, 1, new byte[0])))
                .isInstanceOfSatisfying(
                        Writing.Failed.class,
                        failed -> assertThat(failed.reason()).contains(directory + "/snapshot cannot be written"));
    }

    @Test
    void overcomesWhatACrashLeftInItsStagingFile() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("snapshot.new"), "half of a very long snapshot that was never finished");

        store.write(new Snapshot(1, 1, new byte[0]));

        assertThat(store.read()).isInstanceOf(Reading.Found.class);
    }
}
