package io.promshard.target.publish.files;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Publication;
import io.promshard.target.publish.PublisherContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSdPublisherTest extends PublisherContract {

    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path root;

    private FilePattern pattern;
    private FileSdPublisher publisher;

    @BeforeEach
    void open() {
        pattern = FilePattern.parse(root + "/{group}/{collector}/{job}.json", Set.of("group", "collector", "job"));
        publisher = new FileSdPublisher(
                SdDirectory.open(pattern, "", Clock.systemUTC()),
                new Encodings(),
                (group, collector, files) -> told.add(group + " " + collector + " "
                        + files.stream().map(root::relativize).toList()));
    }

    @Override
    protected void publish(Publication publication) {
        publisher.publish(publication);
    }

    @Override
    protected Optional<String> seen(String group, String collector, String job) throws IOException {
        Path file = root.resolve(pattern.file(group, collector, job));
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    @Override
    protected long deliveries() {
        return publisher.written();
    }

    @Test
    void tellsOfEachCollectorWhoseFilesChanged() {
        publish(publication("g", 1, "a", "j", targets("j", 1), "a", "k", targets("k", 1), "b", "j", targets("j", 1)));
        publish(publication("g", 2, "a", "j", targets("j", 1), "a", "k", targets("k", 2), "b", "j", targets("j", 1)));

        assertThat(told).containsExactly("g a [g/a/j.json, g/a/k.json]", "g b [g/b/j.json]", "g a [g/a/k.json]");
    }

    @Test
    void hasTheStatusOfEachFileThatIsSpokenOf() throws IOException {
        Files.createDirectories(root.resolve("g/a/bad.json/in-the-way"));
        publish(publication("g", 1, "a", "bad", targets("j", 1), "a", "j", targets("j", 4)));

        assertThat(publisher.status()).extracting(FileStatus::job).containsExactly("bad", "j");
        assertThat(publisher.status().getFirst().error()).isNotEmpty();
        assertThat(publisher.status().getLast().targets()).isEqualTo(4);
        assertThat(publisher.failed()).isEqualTo(1);

        publish(publication("g", 2, "a", "j", targets("j", 4)));
        assertThat(publisher.status()).extracting(FileStatus::job).containsExactly("j");
    }
}
