package io.promshard.target;

import io.promshard.shard.GuardedRoutesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole of target-sharder asks for credentials. */
class GuardedRoutesTest extends GuardedRoutesContract {

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void groups(DynamicPropertyRegistry properties) {
        properties.add("target-sharder.config-file", GuardedRoutesTest::groupsFile);
    }

    private static String groupsFile() {
        try {
            return Files.writeString(directory.resolve("groups.yml"), """
                groups:
                  node:
                    collectors: ["127.0.0.1:1"]
                    jobs: [{name: node, sources: [{static: {targets: ["127.0.0.1:2"]}}]}]
                """).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
