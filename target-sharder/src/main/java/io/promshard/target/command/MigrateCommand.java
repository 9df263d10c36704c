package io.promshard.target.command;

import io.promshard.target.groups.GroupsFile;
import io.promshard.target.groups.GroupsReader;
import io.promshard.target.groups.Problem;
import io.promshard.target.groups.yaml.BadYamlException;
import io.promshard.target.migrate.PromeShardMigration;
import io.promshard.target.migrate.PromeShardMigration.Migrated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code target-sharder migrate}: prints a groups file, and what it could not take over. */
public final class MigrateCommand {

    public static final String NAME = "migrate";

    private static final String USAGE = """
            usage: target-sharder migrate --from prome_shard CONFIG.YAML > groups.yml

            Prints the groups file that does what the configuration of prome_shard did, and to standard error what is
            to be done beside it.
            """;

    private MigrateCommand() {}

    /**
     * Runs it.
     *
     * @param arguments those after its name
     * @return the process's status: 0, 1 if nothing can be made of the configuration, 2 if it was called wrongly
     */
    public static int run(List<String> arguments) {
        return run(arguments, Terminal.ofProcess());
    }

    static int run(List<String> arguments, Terminal terminal) {
        try {
            CommandLine line = CommandLine.of(arguments, Set.of("from"));
            if (!line.required("from").equals("prome_shard") || line.others().size() != 1) {
                throw new IllegalArgumentException("--from must be prome_shard, followed by one file");
            }
            return migrate(Path.of(line.others().getFirst()), terminal);
        } catch (IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
            terminal.err().print(USAGE);
            return 2;
        }
    }

    private static int migrate(Path file, Terminal terminal) {
        try {
            Migrated migrated = PromeShardMigration.of(Files.readString(file));
            terminal.out().print(migrated.groups());
            migrated.remarks().forEach(terminal.err()::println);
            return isGood(migrated.groups(), terminal) ? 0 : 1;
        } catch (BadYamlException e) {
            terminal.err()
                    .println(file + ":" + e.place().line() + ":" + e.place().column() + ": " + e.getMessage());
            return 1;
        } catch (IOException e) {
            terminal.err().println(file + " cannot be read: " + e);
            return 1;
        }
    }

    /** Names and addresses that we do not take were taken over as they are. */
    private static boolean isGood(String groups, Terminal terminal) {
        return switch (new GroupsReader(Path.of("groups.yml"), file -> true).read(groups)) {
            case GroupsFile.Good good -> true;
            case GroupsFile.Broken broken -> {
                broken.problems().stream().map(Problem::text).forEach(terminal.err()::println);
                yield false;
            }
        };
    }
}
