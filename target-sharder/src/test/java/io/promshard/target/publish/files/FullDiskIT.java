package io.promshard.target.publish.files;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Encodings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may write files of a few kilobytes only meets the middle of a write as on a full disk. */
class FullDiskIT {

    @TempDir
    private Path temp;

    @Test
    void aFileThatDoesNotFitKeepsWhatItHasAndTheOthersAreWritten() throws Exception {
        Path root = Files.createDirectory(temp.resolve("sd"));
        new FileSdPublisher(PublishForever.open(root), new Encodings(), ChangeListener.NONE)
                .publish(publication("g", 1, "c", "big", targets("j", 3), "c", "small", targets("j", 1)));

        Process process =
                OtherJvm.start("ulimit -f 8; exec \"$@\"", PublishOnce.class, temp.resolve("log"), root.toString());

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(temp.resolve("log")))
                .contains("big 1 ", "small 0 ")
                .contains("File too large");
        assertThat(Files.readAllBytes(root.resolve("c/big.json")))
                .isEqualTo(EncodedList.of(targets("j", 3)).json());
        assertThat(Files.readAllBytes(root.resolve("c/small.json")))
                .isEqualTo(EncodedList.of(targets("j", 2)).json());
        try (Stream<Path> staged = Files.list(root.resolve(".target-sharder"))) {
            assertThat(staged).isEmpty();
        }
    }

    /** Publishes a list that is too big and one that is not, and says how that went. */
    static final class PublishOnce {

        private PublishOnce() {}

        public static void main(String[] args) {
            FileSdPublisher publisher =
                    new FileSdPublisher(PublishForever.open(Path.of(args[0])), new Encodings(), ChangeListener.NONE);
            publisher.publish(publication("g", 2, "c", "big", targets("j", 500), "c", "small", targets("j", 2)));
            publisher
                    .status()
                    .forEach(file -> System.err.println(file.job() + " " + file.failures() + " " + file.error()));
        }
    }
}
