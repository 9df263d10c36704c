package io.promshard.target.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.groups.yaml.Place;
import io.promshard.target.groups.yaml.YamlNode;
import io.promshard.target.groups.yaml.YamlNode.Entry;
import io.promshard.target.groups.yaml.YamlNode.Mapping;
import io.promshard.target.groups.yaml.YamlNode.Scalar;
import io.promshard.target.groups.yaml.YamlNode.Sequence;
import io.promshard.target.groups.yaml.YamlParser;
import io.promshard.target.spec.GroupSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What the documentation says of the groups file is what the reader does. */
class DocumentedGroupsTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- DocumentedGroupsTest reads this one. -->\n```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|([^|]*)\\|[^|\n]*\\|$", Pattern.MULTILINE);
    private static final Pattern KNOWN_KEYS = Pattern.compile("keys are ([a-z, -]+?)");
    private static final String MARK = "zzzzzzzzzzzzzzzzzzzzzzzzz";

    /** All sections, and all kinds of sources and of strategies, with no more than they must have. */
    private static final String BASE = """
            groups:
              g:
                collectors: {listed: [{url: c:1}]}
                guard: {}
                rebalance: {}
                handover: {}
                load: {}
                delivery: {files: "/x/{collector}/{job}.json", hook: {command: [x]}}
                jobs:
                  - name: a
                    strategy: {bounded: {}}
                    guard: {}
                    sources:
                      - files: {paths: a.yml}
                      - http: {url: h}
                      - consul: {}
                      - static: {targets: [x]}
                      - engine: {url: e}
                      - plugin: {provider: p}
                  - {name: b, strategy: {least-series: {}}, sources: [{static: [x]}]}
                  - {name: c, strategy: {affinity: {label: l}}, sources: [{static: [x]}]}
            """;

    private final GroupsReader reader = new GroupsReader(Path.of("/etc/groups.yml"), file -> true);

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "target-sharder.md"));
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(page()).results().map(found -> found.group(1)).toList();
    }

    /** Key and default of each row of the tables of the groups file. */
    static Stream<List<String>> rows() throws IOException {
        return Arrays.stream(page().split("<!-- DocumentedGroupsTest compares the keys and the defaults. -->"))
                .skip(1)
                .map(after -> after.lines()
                        .dropWhile(line -> !line.startsWith("|"))
                        .takeWhile(line -> line.startsWith("|"))
                        .reduce("", (table, line) -> table + line + "\n"))
                .flatMap(table -> ROW.matcher(table).results())
                .map(row -> List.of(row.group(1), row.group(2).strip()));
    }

    static Stream<List<String>> rowsWithDefaults() throws IOException {
        return rows().filter(row -> !row.get(1).isEmpty());
    }

    private List<GroupSpec> groups(String text) {
        GroupsFile file = reader.read(text);
        assertThat(file).isInstanceOf(GroupsFile.Good.class);
        return ((GroupsFile.Good) file).groups();
    }

    @Test
    void aSmallGroupIsSmallToWrite() throws IOException {
        String small = examples().getFirst();

        assertThat(small.lines()).hasSizeLessThanOrEqualTo(15);
        assertThat(groups(small)).singleElement().satisfies(group -> {
            assertThat(group.collectors().listed()).hasSize(3);
            assertThat(group.jobs()).hasSize(1);
        });
    }

    @Test
    void theGroupsOfTheComposeFileCanBeRead() throws IOException {
        assertThat(groups(Files.readString(Path.of("..", "deploy", "groups.yml"))))
                .extracting(GroupSpec::name)
                .containsExactly("eu", "us");
    }

    @Test
    void theGroupsOfTheManifestsForKubernetesCanBeRead() throws IOException {
        String manifests = Files.readString(Path.of("..", "deploy", "kubernetes", "target-sharder.yaml"));
        String file = Stream.of(manifests.split("\n---\n"))
                .map(manifest -> new Yaml().<Map<String, Object>>load(manifest))
                .filter(manifest -> "ConfigMap".equals(manifest.get("kind")))
                .map(manifest -> ((Map<?, ?>) Objects.requireNonNull(manifest.get("data"))).get("groups.yml"))
                .map(String::valueOf)
                .collect(Collectors.joining());

        assertThat(groups(file)).extracting(GroupSpec::name).containsExactly("eu");
    }

    @Test
    void theFullExampleHasEachKeyOfEachMapping() throws Exception {
        String full = examples().get(1);
        Set<String> keys = new HashSet<>();
        List<Place> mappings = new ArrayList<>();
        walk(YamlParser.parse(full).orElseThrow(), "", keys, mappings);

        assertThat(groups(full)).hasSize(2);
        assertThat(documented(keys).map(DocumentedGroupsTest::anyCredentials))
                .containsAll(documented(known(full, mappings))
                        .map(DocumentedGroupsTest::anyCredentials)
                        .toList());
    }

    @Test
    void eachKeyHasARow() throws Exception {
        String full = examples().get(1);
        List<Place> mappings = new ArrayList<>();
        walk(YamlParser.parse(full).orElseThrow(), "", new HashSet<>(), mappings);
        List<String> rows = rows().map(List::getFirst).toList();
        List<String> known = documented(known(full, mappings)).toList();

        assertThat(rows)
                .doesNotHaveDuplicates()
                .containsAll(known.stream()
                        .filter(key -> known.stream()
                                .noneMatch(other -> other.startsWith(key + ".") || other.startsWith(key + "[]")))
                        .toList());
        assertThat(known).containsAll(rows);
    }

    @ParameterizedTest
    @MethodSource("rowsWithDefaults")
    void aDefaultIsWhatHoldsIfNothingIsSaid(List<String> row) {
        Map<String, Object> file = new Yaml().load(BASE);
        String key = row.getFirst();
        boolean ofASource = Pattern.matches("(files|http|consul|static|engine|plugin)\\..*", key);

        String way = "groups.g." + (ofASource ? "jobs[].sources[]." : "") + key;
        boolean set = set(file, List.of(way.split("\\.")), row.get(1));

        assertThat(set).isTrue();
        assertThat(groups(new Yaml().dump(file))).isEqualTo(groups(BASE));
    }

    /** Sets the value below the first entry of each list that has the way to it. */
    @SuppressWarnings("unchecked")
    private static boolean set(@Nullable Object node, List<String> way, String value) {
        if (!(node instanceof Map)) {
            return false;
        }
        Map<String, Object> map = (Map<String, Object>) node;
        String key = way.getFirst().replace("[]", "");
        List<String> rest = way.subList(1, way.size());
        if (rest.isEmpty()) {
            map.put(key, new Yaml().load(value));
            return true;
        }
        return map.get(key) instanceof List<?> list
                ? list.stream().anyMatch(item -> set(item, rest, value))
                : set(map.get(key), rest, value);
    }

    private static void walk(YamlNode node, String path, Set<String> keys, List<Place> mappings) {
        switch (node) {
            case Scalar scalar -> keys.add(pattern(path));
            case Sequence sequence -> sequence.items().forEach(item -> walk(item, path + "[]", keys, mappings));
            case Mapping mapping -> {
                mappings.add(mapping.place());
                for (Entry entry : mapping.entries()) {
                    String child = path.isEmpty() ? entry.key() : path + "." + entry.key();
                    keys.add(pattern(child));
                    walk(entry.value(), child, keys, mappings);
                }
            }
        }
    }

    /** The keys that the reader knows in these mappings, as it tells them when one has a key that it does not know. */
    private Set<String> known(String text, List<Place> mappings) {
        Set<String> known = new HashSet<>();
        for (Place place : mappings) {
            if (reader.read(withUnknownKey(text, place)) instanceof GroupsFile.Broken broken) {
                broken.problems().forEach(problem -> known.addAll(known(problem)));
            }
        }
        assertThat(known).hasSizeGreaterThan(60);
        return known;
    }

    private static List<String> known(Problem problem) {
        String path = pattern(problem.path());
        Matcher words = KNOWN_KEYS.matcher(problem.allowed());
        if (!problem.value().equals(MARK) || !words.matches()) {
            return List.of();
        }
        return Arrays.stream(words.group(1).split(", "))
                .filter(key -> !key.equals("ring") && !key.equals("all"))
                .map(key -> path.isEmpty() ? key : path + "." + key)
                .toList();
    }

    private static String withUnknownKey(String text, Place place) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        String line = lines.get(place.line() - 1);
        String before = line.substring(0, place.column() - 1);
        String after = line.substring(place.column() - 1);
        lines.set(
                place.line() - 1,
                after.startsWith("{")
                        ? before + "{" + MARK + ": 1, " + after.substring(1)
                        : before + MARK + ": 1\n" + " ".repeat(place.column() - 1) + after);
        return String.join("\n", lines);
    }

    /** Without the names and numbers of one file. */
    private static String pattern(String path) {
        return path.replaceAll("\\[\\d+]", "[]").replaceAll("^groups\\.(node|edge)", "groups.<group>");
    }

    /** As the tables name them: group-wide guards and strategies have the rows of those of jobs. */
    private static Stream<String> documented(Set<String> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.replace("groups.<group>.", "")
                        .replaceFirst("^(guard|strategy)\\.", "jobs[].$1.")
                        .replace("jobs[].sources[].", ""))
                .filter(key -> !key.equals("groups"))
                .distinct();
    }

    /** Two kinds of sources take the same credentials, of which no one can have all. */
    private static String anyCredentials(String key) {
        return key.replaceFirst("^engine\\.(user|password-file|bearer-token-file)", "http.$1");
    }
}
