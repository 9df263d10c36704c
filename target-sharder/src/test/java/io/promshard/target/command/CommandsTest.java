package io.promshard.target.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(stream(out), stream(err));

    @TempDir
    private Path folder;

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("file.yml"), text).toString();
    }

    private String groups(String delivery) throws Exception {
        return file("groups: {g: {collectors: [{id: c, url: c:1}], jobs: [{name: j, sources: [{static: [x]}]}]"
                + delivery + "}}");
    }

    private int snippet(String config, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--config=" + config));
        arguments.addAll(List.of(more));
        return SnippetCommand.run(arguments, terminal);
    }

    @Test
    void migratePrintsTheGroupsAndThenWhatIsLeftToDo() throws Exception {
        String config = file("shard_service: {s: {nodes: [h], port: 1}}\nodd: 1\n");

        assertThat(MigrateCommand.run(List.of("--from", "prome_shard", config), terminal))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("groups:\n  's':\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("odd: not known, left out");
    }

    @Test
    void migrateSaysWhatIsWrongWithWhatItMade() throws Exception {
        assertThat(MigrateCommand.run(List.of("--from=prome_shard", file("shard_service: {s: {}}")), terminal))
                .isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("groups.s.collectors: must be");
    }

    @ParameterizedTest
    @CsvSource({
        "--from prometheus x, --from must be prome_shard",
        "--from prome_shard, --from must be prome_shard",
        "x, --from is missing",
        "--form prome_shard x, unknown option: --form",
        "--from, --from needs a value",
        "--from a --from b, --from stands there twice"
    })
    void whoCallsWronglyIsToldHow(String arguments, String message) {
        assertThat(MigrateCommand.run(List.of(arguments.split(" ", -1)), terminal))
                .isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message).contains("usage: target-sharder migrate");
        assertThat(out.size()).isZero();
    }

    @Test
    void migrateNeedsAFileThatCanBeRead() throws Exception {
        assertThat(MigrateCommand.run(List.of("--from=prome_shard", "/does/not/exist"), terminal))
                .isEqualTo(1);
        assertThat(MigrateCommand.run(List.of("--from=prome_shard", file("a: [")), terminal))
                .isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("/does/not/exist cannot be read")
                .contains("file.yml:1:5: ");
    }

    @Test
    void snippetPrintsWhereACollectorAsks() throws Exception {
        assertThat(snippet(groups(""), "--group=g", "--collector=c", "--http=http://s:9098"))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("url: 'http://s:9098/sd/g/c/j'");
    }

    @Test
    void snippetPrintsTheFilesOfTheGroupOrOfAnAgent() throws Exception {
        String config = groups(", delivery: {files: \"/d/{collector}/{job}.json\"}");

        assertThat(snippet(config, "--group=g", "--collector=c")).isZero();
        assertThat(snippet(config, "--group=g", "--collector=c", "--files=/agent/{job}.json"))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("files: ['/d/c/j.json']")
                .contains("files: ['/agent/j.json']");
    }

    @ParameterizedTest
    @CsvSource({
        "--group=h --collector=c, there is no group h",
        "--group=g, --collector is missing",
        "--group=g --collector=c, group g writes no files: give --http or --files",
        "--group=g --collector=c --files=/a/x.json, files must name the {job}"
    })
    void snippetSaysWhatItLacks(String arguments, String message) throws Exception {
        assertThat(snippet(groups(""), arguments.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message);
    }

    @Test
    void snippetSaysWhatIsWrongWithTheGroups() throws Exception {
        assertThat(snippet(file("groups: 1"), "--group=g", "--collector=c")).isEqualTo(1);
        assertThat(snippet("/does/not/exist", "--group=g", "--collector=c")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("groups: must be a mapping")
                .contains("cannot be read");
    }
}
