package io.promshard.target.publish.files;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;

import io.promshard.target.model.Target;
import io.promshard.target.publish.Encodings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** A process that publishes lists of many lengths one after another, to be killed at it. */
final class PublishForever {

    private static final int TARGETS = 2000;

    private PublishForever() {}

    /** Arguments: the root of the files, how many times to publish, and a file for how many it were so far. */
    public static void main(String[] args) throws Exception {
        FileSdPublisher publisher = new FileSdPublisher(open(Path.of(args[0])), new Encodings(), ChangeListener.NONE);
        int times = Integer.parseInt(args[1]);
        Path progress = Path.of(args[2]);
        List<Target> all = targets("j", TARGETS);
        for (int i = 1; i <= times; i++) {
            List<Target> some = all.subList(0, 1 + i * 7919 % TARGETS);
            publisher.publish(publication("g", i, "c", "j", some, "c", "k", all.subList(0, i % 50 + 1)));
            if (publisher.failed() > 0) {
                throw new IllegalStateException(publisher.status().toString());
            }
            Files.writeString(progress, String.valueOf(i));
        }
    }

    static SdDirectory open(Path root) {
        FilePattern pattern = FilePattern.parse(root + "/{collector}/{job}.json", Set.of("collector", "job"));
        return SdDirectory.open(pattern, "", Clock.systemUTC());
    }
}
