package io.promshard.target.publish.hook;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program and its arguments, in which {@code {group}}, {@code {collector}} and {@code {files}} are replaced. No shell sees them. An
 * argument that is {@code {files}} alone becomes one argument a file; within other text files are joined by commas.
 *
 * @param template the program first; its name is taken as it is
 */
public record HookCommand(List<String> template) {

    private static final String FILES = "{files}";

    public HookCommand {
        template = List.copyOf(template);
        if (template.isEmpty() || template.getFirst().isBlank()) {
            throw new IllegalArgumentException("a hook needs a program to run");
        }
    }

    /** The name of the program; what else there is may be secret. */
    String program() {
        return template.getFirst();
    }

    /**
     * What to run.
     *
     * @throws IllegalArgumentException if a name would be taken for an option
     */
    List<String> line(String group, String collector, Collection<Path> files) {
        return Stream.concat(
                        Stream.of(program()),
                        template.stream().skip(1).flatMap(argument -> filled(argument, group, collector, files)))
                .toList();
    }

    private static Stream<String> filled(String argument, String group, String collector, Collection<Path> files) {
        if (argument.equals(FILES)) {
            return files.stream().map(Path::toString);
        }
        String joined = files.stream().map(Path::toString).collect(Collectors.joining(","));
        String filled = Placeholders.replace(argument, group, collector, joined);
        if (filled.startsWith("-") && !argument.startsWith("-")) {
            throw new IllegalArgumentException(
                    "\"" + filled + "\" would be taken for an option: let " + argument + " follow some text");
        }
        return Stream.of(filled);
    }
}
