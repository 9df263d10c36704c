package io.promshard.shard.servers;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container of upstream's image.
 *
 * <p>It shares the host's network and finds its directory under the host's path, so one command line serves process and
 * container, it listens on 127.0.0.1 only, and servers reach each other. That needs a Docker daemon on this machine.
 */
final class ContainerProcess implements Running {

    private final GenericContainer<?> container;
    private boolean created;

    ContainerProcess(Launch launch) {
        String directory = launch.directory().toString();
        this.container = new GenericContainer<>(
                        DockerImageName.parse(launch.kind().image()))
                .withNetworkMode("host")
                .withFileSystemBind(directory, directory, BindMode.READ_WRITE)
                .withCommand(arguments(launch).toArray(String[]::new))
                .withLogConsumer(frame -> append(launch.log(), frame.getBytes()))
                .withCreateContainerCmdModifier(create ->
                        create.withEntrypoint("/bin/" + launch.kind().program()).withUser(owner(launch.directory())));
    }

    /** Newer Consuls open a second gRPC port, which the local one does not know. */
    private static List<String> arguments(Launch launch) {
        List<String> arguments = new ArrayList<>(launch.args());
        if (launch.kind() == ServerKind.CONSUL) {
            arguments.addAll(List.of("-grpc-tls-port", "-1"));
        }
        return arguments;
    }

    @Override
    public void start() {
        if (created) {
            docker().startContainerCmd(container.getContainerId()).exec();
        } else {
            created = true;
            container.start();
        }
    }

    @Override
    public void signal(Signal signal) {
        if (alive()) {
            docker().killContainerCmd(container.getContainerId())
                    .withSignal("SIG" + signal)
                    .exec();
        }
    }

    @Override
    public boolean alive() {
        return container.isRunning();
    }

    @Override
    public void close() {
        container.stop();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private static String owner(Path directory) {
        try {
            return Files.getAttribute(directory, "unix:uid") + ":" + Files.getAttribute(directory, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path log, byte[] bytes) {
        try {
            Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
