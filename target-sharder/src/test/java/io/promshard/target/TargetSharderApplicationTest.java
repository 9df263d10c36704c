package io.promshard.target;

import io.promshard.shard.StartContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class TargetSharderApplicationTest extends StartContract {

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void groups(DynamicPropertyRegistry properties) {
        Path file = directory.resolve("groups.yml");
        try {
            Files.writeString(file, """
                    groups:
                      node:
                        collectors: ["127.0.0.1:1"]
                        jobs: [{name: node, sources: [{static: {targets: ["127.0.0.1:2"]}}]}]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.add("target-sharder.config-file", file::toString);
    }
}
