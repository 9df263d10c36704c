package io.promshard.target.command;

import io.promshard.target.groups.GroupsFile;
import io.promshard.target.groups.GroupsReader;
import io.promshard.target.groups.Problem;
import io.promshard.target.publish.files.FilePattern;
import io.promshard.target.snippet.ScrapeConfigs;
import io.promshard.target.spec.GroupSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code target-sharder snippet}: prints the {@code scrape_configs} of a collector. */
public final class SnippetCommand {

    public static final String NAME = "snippet";

    private static final String USAGE = """
            usage: target-sharder snippet --config GROUPS.YML --group NAME --collector ID [--http URL | --files PATTERN]

            Prints the scrape_configs with which a collector gets its targets.

              --http URL       by http_sd, from target-sharder
              --files PATTERN  from files, such as an agent writes: {job} is replaced, {collector} and {group} if there.
                               Without --http and --files it is the group's delivery.files.
            """;

    private SnippetCommand() {}

    /**
     * Runs it.
     *
     * @param arguments those after its name
     * @return the process's status: 0, 1 if the groups file cannot be used, 2 if it was called wrongly
     */
    public static int run(List<String> arguments) {
        return run(arguments, Terminal.ofProcess());
    }

    static int run(List<String> arguments, Terminal terminal) {
        try {
            CommandLine line = CommandLine.of(arguments, Set.of("config", "group", "collector", "http", "files"));
            return print(line, Path.of(line.required("config")), terminal);
        } catch (IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
            terminal.err().print(USAGE);
            return 2;
        } catch (IOException e) {
            terminal.err().println("the groups file cannot be read: " + e);
            return 1;
        }
    }

    private static int print(CommandLine line, Path config, Terminal terminal) throws IOException {
        return switch (new GroupsReader(config, file -> true).read(Files.readString(config))) {
            case GroupsFile.Good good -> {
                terminal.out().print(scrapeConfigs(line, good.groups()));
                yield 0;
            }
            case GroupsFile.Broken broken -> {
                broken.problems().stream().map(Problem::text).forEach(terminal.err()::println);
                yield 1;
            }
        };
    }

    private static String scrapeConfigs(CommandLine line, List<GroupSpec> groups) {
        String name = line.required("group");
        String collector = line.required("collector");
        GroupSpec group = groups.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no group " + name));
        Optional<String> http = line.get("http");
        if (http.isPresent()) {
            return ScrapeConfigs.http(group, collector, URI.create(http.get()));
        }
        String files = line.get("files").orElse(group.delivery().files());
        if (files.isEmpty()) {
            throw new IllegalArgumentException("group " + name + " writes no files: give --http or --files");
        }
        return ScrapeConfigs.files(group, collector, FilePattern.parse(files, Set.of("job")));
    }
}
