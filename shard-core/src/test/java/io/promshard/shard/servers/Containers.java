package io.promshard.shard.servers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** Upstream's images, through Testcontainers. Each image is looked for, and pulled if need be, once in a JVM. */
final class Containers implements Provider {

    private final Map<ServerKind, Optional<String>> known = new EnumMap<>(ServerKind.class);

    @Override
    public synchronized Optional<String> whyNot(ServerKind kind) {
        return known.computeIfAbsent(kind, Containers::look);
    }

    @Override
    public Running prepare(Launch launch) {
        return new ContainerProcess(launch);
    }

    /** Docker may be there without the image and without a way to pull it, so both are tried. */
    @SuppressWarnings("resource") // The factory is the JVM's own.
    private static Optional<String> look(ServerKind kind) {
        if (kind.image().isEmpty()) {
            return Optional.of("there is no image of it");
        }
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.of("no Docker daemon answers");
            }
            new RemoteDockerImage(DockerImageName.parse(kind.image())).get();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("Docker cannot provide " + kind.image() + ": " + e.getMessage());
        } catch (NoClassDefFoundError e) {
            return Optional.of("Testcontainers is not on the class path");
        }
    }
}
