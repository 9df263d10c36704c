package io.promshard.target.render;

import io.promshard.target.spec.SourceSpec.Deliver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the command's arguments: {@code --name value} or {@code --name=value}. */
final class Arguments {

    static final String USAGE = """
            usage: target-sharder render --config prometheus.yml --group NAME --out DIRECTORY
                     (--collector ID=URL ... | --service NAME) (--http URL | --files PATTERN) [options]

            Makes of a prometheus.yml the configurations of an engine (engine.yml), of the collectors (collector.yml, or
            collector-ID.yml each) and of a group (groups.yml).

              --collector ID=URL  a collector of the group; repeat it
              --service NAME      the collectors' service in Consul, instead
              --http URL          target-sharder, which the collectors ask by http_sd
              --files PATTERN     the files that they read instead: {job} is replaced, {collector} and {group} if there
              --engine URL        where the engine will listen (http://localhost:9090)
              --deliver raw|relabeled
                                  who relabels: the collectors, as before (raw), or the engine for good
              --job NAME          spreads this job only; repeat it
              --leave NAME        leaves this job as it is, on each collector; repeat it
            """;

    private static final Set<String> ONCE =
            Set.of("config", "group", "out", "engine", "service", "http", "files", "deliver");
    private static final Set<String> OFTEN = Set.of("collector", "job", "leave");

    private final Map<String, List<String>> given = new LinkedHashMap<>();

    private Arguments(List<String> arguments) throws RenderException {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = argument.substring(0, equals < 0 ? argument.length() : equals)
                    .replaceFirst("^--", "");
            if (!argument.startsWith("--") || (!ONCE.contains(name) && !OFTEN.contains(name))) {
                throw new RenderException("unknown argument: " + argument);
            }
            if (equals < 0 && ++i == arguments.size()) {
                throw new RenderException("--" + name + " needs a value");
            }
            add(name, equals < 0 ? arguments.get(i) : argument.substring(equals + 1));
        }
    }

    private void add(String name, String value) throws RenderException {
        List<String> values = given.computeIfAbsent(name, none -> new ArrayList<>());
        if (!values.isEmpty() && ONCE.contains(name)) {
            throw new RenderException("--" + name + " is there twice");
        }
        values.add(value);
    }

    static RenderOptions read(List<String> arguments) throws RenderException {
        return new Arguments(arguments).options();
    }

    private RenderOptions options() throws RenderException {
        oneOf("collector", "service");
        oneOf("http", "files");
        String files = one("files").orElse("");
        if (!files.isEmpty() && !files.contains("{job}")) {
            throw new RenderException("--files must have {job} in it, got: " + files);
        }
        return new RenderOptions(
                Path.of(required("config")),
                name("group", required("group")),
                Path.of(required("out")),
                one("engine").orElse("http://localhost:9090"),
                one("service").orElse(""),
                collectors(),
                one("http").map(Arguments::serviceDiscovery).orElse(""),
                files,
                deliver(),
                all("job"),
                all("leave"));
    }

    private static String serviceDiscovery(String url) {
        return url.replaceFirst("/+$", "") + "/sd/{group}/{collector}/{job}";
    }

    private Map<String, String> collectors() throws RenderException {
        Map<String, String> collectors = new LinkedHashMap<>();
        for (String collector : all("collector")) {
            int equals = collector.indexOf('=');
            if (equals < 1) {
                throw new RenderException("--collector must be ID=URL, got: " + collector);
            }
            collectors.put(name("collector", collector.substring(0, equals)), collector.substring(equals + 1));
        }
        return collectors;
    }

    /** Part of a file's name and of a URL. */
    private static String name(String argument, String value) throws RenderException {
        if (!value.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")) {
            throw new RenderException("--" + argument + ": a name has letters, digits and _ . -, got: " + value);
        }
        return value;
    }

    private Deliver deliver() throws RenderException {
        String deliver = one("deliver").orElse("raw");
        return switch (deliver) {
            case "raw" -> Deliver.RAW;
            case "relabeled" -> Deliver.RELABELED;
            default -> throw new RenderException("--deliver must be raw or relabeled, got: " + deliver);
        };
    }

    private void oneOf(String first, String second) throws RenderException {
        if (all(first).isEmpty() == all(second).isEmpty()) {
            throw new RenderException("give one of --" + first + " and --" + second);
        }
    }

    private String required(String name) throws RenderException {
        return one(name).orElseThrow(() -> new RenderException("--" + name + " is missing"));
    }

    private Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    private List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }
}
