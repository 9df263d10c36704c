package io.promshard.shard.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs on this machine: in {@code PROMSHARD_SERVERS}, in the project's {@code .servers/bin}, on the PATH. */
record LocalBinaries(List<Path> folders) implements Provider {

    static final String FOLDER = "PROMSHARD_SERVERS";

    /** The folder of {@code PROMSHARD_SERVERS} may be a system property or a variable of the environment. */
    static LocalBinaries fromEnvironment() {
        List<Path> folders = new ArrayList<>();
        Stream.of(System.getProperty(FOLDER), System.getenv(FOLDER))
                .flatMap(Stream::ofNullable)
                .map(Path::of)
                .forEach(folders::add);
        projectRoot(Path.of("").toAbsolutePath()).ifPresent(root -> folders.add(root.resolve(".servers/bin")));
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(Path::of)
                .forEach(folders::add);
        return new LocalBinaries(folders);
    }

    private static Optional<Path> projectRoot(Path folder) {
        for (Path f = folder; f != null; f = f.getParent()) {
            if (Files.exists(f.resolve("mvnw")) || Files.isDirectory(f.resolve(".mvn"))) {
                return Optional.of(f);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> whyNot(ServerKind kind) {
        return Stream.of(kind.binaries(), kind.companions())
                .filter(names -> !names.isEmpty() && find(names).isEmpty())
                .map(names -> "no " + String.join(" or ", names) + " in " + FOLDER
                        + ", in the project's .servers/bin, or on the PATH")
                .findFirst();
    }

    @Override
    public Running prepare(Launch launch) {
        Path program = find(launch.kind().binaries()).orElseThrow();
        return new LocalProcess(
                Stream.concat(Stream.of(program.toString()), launch.args().stream())
                        .toList(),
                launch);
    }

    private Optional<Path> find(List<String> names) {
        return folders.stream()
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toAbsolutePath)
                .findFirst();
    }
}
