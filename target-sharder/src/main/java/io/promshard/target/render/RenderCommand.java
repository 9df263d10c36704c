package io.promshard.target.render;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code target-sharder render}: runs without Spring, writes a few files, says what it wrote and what to look at. */
public final class RenderCommand {

    /** The command's name, its first argument. */
    public static final String NAME = "render";

    private RenderCommand() {}

    /** Runs it for who called it: a command speaks to them, not to a log. */
    public static int run(List<String> arguments) {
        return run(arguments, terminal(FileDescriptor.out), terminal(FileDescriptor.err));
    }

    private static PrintStream terminal(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }

    /**
     * Runs it.
     *
     * @param arguments those after its name
     * @param out what was written
     * @param err what to look at, or why nothing was written
     * @return the process's status: 0, 1 if nothing can be made of the configuration, 2 if it was called wrongly
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        RenderOptions options;
        try {
            options = Arguments.read(arguments);
        } catch (RenderException e) {
            err.println(e.getMessage());
            err.print(Arguments.USAGE);
            return 2;
        }
        try {
            render(options, out, err);
            return 0;
        } catch (RenderException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static void render(RenderOptions options, PrintStream out, PrintStream err) throws RenderException {
        PrometheusFile file = PrometheusFile.read(options.config());
        SpreadJobs spread = SpreadJobs.of(file, options);
        List<String> remarks = Remarks.of(spread, options);
        for (Map.Entry<Path, YamlMap> rendered : rendered(file, spread, options).entrySet()) {
            write(rendered.getKey(), YamlText.write(rendered.getValue()), options);
            out.println(rendered.getKey());
        }
        remarks.forEach(err::println);
    }

    private static Map<Path, YamlMap> rendered(PrometheusFile file, SpreadJobs spread, RenderOptions options)
            throws RenderException {
        CollectorConfig collectors = new CollectorConfig(options, spread.names());
        Map<Path, YamlMap> rendered = new LinkedHashMap<>();
        rendered.put(options.out().resolve("engine.yml"), EngineConfig.of(file, spread.jobs()));
        Set<String> ids = options.perCollector() ? options.collectors().keySet() : Set.of();
        for (String id : ids) {
            rendered.put(options.out().resolve("collector-" + id + ".yml"), collectors.of(file, id));
        }
        if (ids.isEmpty()) {
            rendered.put(options.out().resolve("collector.yml"), collectors.of(file, RenderOptions.COLLECTOR));
        }
        rendered.put(options.out().resolve("groups.yml"), GroupConfig.of(file, spread, options));
        return rendered;
    }

    /** For its owner alone, as the original may have secrets in it. */
    private static void write(Path file, String text, RenderOptions options) throws RenderException {
        try {
            Files.createDirectories(options.out());
            if (Files.exists(file) && Files.isSameFile(file, options.config())) {
                throw new RenderException(file + " is the configuration itself: choose another --out");
            }
            Files.deleteIfExists(file);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RenderException("cannot write " + file + ": " + e, e);
        }
    }
}
