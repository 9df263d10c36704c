package io.promshard.target.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Arguments of a command: {@code --name value}, {@code --name=value}, and others.
 *
 * @param options each once
 */
record CommandLine(Map<String, String> options, List<String> others) {

    /** @throws IllegalArgumentException if an option is not known, stands there twice, or lacks its value */
    static CommandLine of(List<String> arguments, Set<String> known) {
        Map<String, String> options = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                others.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            require(known.contains(name), "unknown option: --" + name);
            require(equals >= 0 || ++i < arguments.size(), "--" + name + " needs a value");
            String value = equals < 0 ? arguments.get(i) : argument.substring(equals + 1);
            require(options.put(name, value) == null, "--" + name + " stands there twice");
        }
        return new CommandLine(options, others);
    }

    Optional<String> get(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** @throws IllegalArgumentException if it is missing */
    String required(String option) {
        return get(option).orElseThrow(() -> new IllegalArgumentException("--" + option + " is missing"));
    }

    private static void require(boolean fact, String message) {
        if (!fact) {
            throw new IllegalArgumentException(message);
        }
    }
}
