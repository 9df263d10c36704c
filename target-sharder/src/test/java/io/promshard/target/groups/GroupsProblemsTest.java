package io.promshard.target.groups;

import static io.promshard.target.groups.Reading.problemTexts;
import static io.promshard.target.groups.Reading.problems;
import static io.promshard.target.groups.Reading.withGroup;
import static io.promshard.target.groups.Reading.withJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsProblemsTest {

    private static final String SOURCES = "sources: [{static: [x]}]";

    @Test
    void aProblemSaysWhereWhatAndWhatIsAllowed() {
        Problem problem =
                problems(withJob("sources:", "  - http:", "      url: ftp://x")).getFirst();

        assertThat(problem)
                .isEqualTo(new Problem(
                        "/etc/sharder/groups.yml",
                        8,
                        20,
                        "groups.g.jobs[0].sources[0].http.url",
                        "ftp://x",
                        "must be host:port or an http or https URL without user, password and fragment"));
        assertThat(problem.text())
                .isEqualTo(
                        "/etc/sharder/groups.yml:8:20: groups.g.jobs[0].sources[0].http.url: must be host:port or an "
                                + "http or https URL without user, password and fragment, got: \"ftp://x\"");
    }

    @Test
    void allProblemsAreToldAtOnceInTheOrderOfTheFile() {
        assertThat(problemTexts("""
                groups:
                  node:
                    collectors: {service: p, settle: 5}
                    jobs:
                      - name: a b
                        sources: [{http: {url: 'h:x', refresh: 10ms}}]
                        replicas: 0
                      - nmae: c
                """))
                .containsExactly(
                        "3:38: groups.node.collectors.settle: must be a duration between 0s and 1d, such as 30s or 1h30m, got: \"5\"",
                        "5:15: groups.node.jobs[0].name: a name has up to 128 letters, digits and any of _ . : -, and begins with none of . : -, got: \"a b\"",
                        "6:32: groups.node.jobs[0].sources[0].http.url: must be host:port or an http or https URL without user, password and fragment, got: \"h:x\"",
                        "6:48: groups.node.jobs[0].sources[0].http.refresh: must be a duration between 1s and 1d, such as 30s or 1h30m, got: \"10ms\"",
                        "7:19: groups.node.jobs[0].replicas: must be a whole number between 1 and 100, got: \"0\"",
                        "8:9: groups.node.jobs[1]: keys are name, sources, strategy, shard-by, replicas, guard (did you mean name?), got: \"nmae\"",
                        "8:9: groups.node.jobs[1]: name is missing",
                        "8:9: groups.node.jobs[1]: sources is missing");
    }

    @Test
    void afterAHundredThereIsSilence() {
        assertThat(problems("groups:\n"
                        + Stream.iterate(0, i -> i + 1)
                                .limit(500)
                                .map(i -> "  g" + i + ": x\n")
                                .reduce("", String::concat)))
                .hasSize(100);
    }

    @Nested
    class OfTheFile {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                | 1:1: groups is missing: the file is empty",
                    "'# only'          | 1:1: groups is missing: the file is empty",
                    "'{}'              | 1:1: groups is missing",
                    "'groups:'         | 1:8: groups: must be a mapping",
                    "'groups: {}'      | 1:9: groups: must have one group at least, got: \"{}\"",
                    "'groups: [a]'     | 1:9: groups: must be a mapping, got: \"[…]\"",
                    "'- a'             | 1:1: must be a mapping, got: \"[…]\"",
                    "'groups: {a: {}'  | 1:15: expected ',' or '}', but got <stream end>"
                })
        void whatIsNoSetOfGroupsIsRefused(String text, String problem) {
            assertThat(problemTexts(text)).contains(problem);
        }

        @Test
        void keysThatComeTwiceAreRefused() {
            assertThat(problemTexts(withGroup("collectors: [c:1]", "replicas: 1", "replicas: 1")))
                    .containsExactly("5:5: groups.g.replicas: stands here twice");
            assertThat(problemTexts(withGroup("collectors: [c:1]").repeat(2).replaceFirst("(?s)(.)groups:\n", "$1")))
                    .containsExactly("8:3: groups.g: stands here twice");
        }

        @Test
        void groupsThatWriteTheSameFilesAreRefused() {
            assertThat(problemTexts("""
                    groups:
                      a: &a
                        collectors: [c:1]
                        jobs: [{name: j, sources: [{static: [x]}]}]
                        delivery: {files: "/d/{collector}/{job}.json"}
                      b: *a
                    """))
                    .containsExactly("2:6: groups.b: writes the same files as group a: give delivery.files a {group}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a/b", ".a", "-a", "a b", "ä", "'{job}'", "..", "':'"})
        void namesThatWouldBreakAPathOrAUrlAreRefused(String name) {
            assertThat(problemTexts("groups:\n  " + name + ": {}\n"))
                    .singleElement()
                    .asString()
                    .contains("a name has");
        }
    }

    @Nested
    class OfAGroup {

        static Stream<Arguments> groups() {
            return Stream.of(
                    Arguments.of("{}", "2:6: groups.g: collectors is missing"),
                    Arguments.of("{}", "2:6: groups.g: jobs is missing"),
                    Arguments.of(
                            "{collectors: [c:1], jobs: []}",
                            "2:32: groups.g.jobs: must have one entry at least, got: \"[]\""),
                    Arguments.of("{collectors: {}}", "2:19: groups.g.collectors: must have one of service and listed"),
                    Arguments.of(
                            "{collectors: []}", "2:19: groups.g.collectors: must have one entry at least, got: \"[]\""),
                    Arguments.of(
                            "{colectors: [c:1]}",
                            "2:7: groups.g: keys are collectors, jobs, strategy, replicas, replica-tag, guard, rebalance, handover, load, delivery (did you mean collectors?), got: \"colectors\""));
        }

        @ParameterizedTest
        @MethodSource("groups")
        void whatIsMissingOrEmptyIsTold(String group, String problem) {
            assertThat(problemTexts("groups:\n  g: " + group + "\n")).contains(problem);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{service: s, listed: [c:1]}           | collectors: must have one of service and listed",
                    "[c:1, c:1]                            | collectors[1]: another collector has the id c:1",
                    "[{id: a, url: c:1}, {id: b, url: 'http://c:1'}] | collectors[1]: another collector has the URL http://c:1",
                    "{listed: [c:1], least: 2}             | collectors.least: must be a whole number between 1 and 1, got: \"2\"",
                    "[{id: a/b, url: c:1}]                 | collectors[0].id: a name has up to 128 letters, digits and any of _ . : -, and begins with none of . : -, got: \"a/b\"",
                    "['[::1]:9090']                        | collectors[0]: a name has up to 128 letters, digits and any of _ . : -, and begins with none of . : -, got: \"[::1]:9090\"",
                    "[{url: c:1, weight: 101}]             | collectors[0].weight: must be a whole number between 1 and 100, got: \"101\"",
                    "[{url: c:1, capacity: 0}]             | collectors[0].capacity: must be a number above 0, got: \"0\"",
                    "[{url: c:1, capacity: .inf}]          | collectors[0].capacity: must be a number above 0, got: \".inf\"",
                    "[{id: a}]                             | collectors[0]: url is missing",
                    "{service: [s]}                        | collectors.service: must be a text, got: \"[…]\"",
                    "{service: s, retention: 11y}          | collectors.retention: must be a duration between 0s and 10y, such as 30s or 1h30m, got: \"11y\""
                })
        void collectorsThatCannotBeAreRefused(String collectors, String problem) {
            assertThat(problemTexts(withGroup("collectors: " + collectors)))
                    .singleElement()
                    .asString()
                    .endsWith(": groups.g." + problem);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "handover: {interval: 30s, rollback-after: 59s} | handover.rollback-after: must be a duration between 1m and 1w, such as 30s or 1h30m, got: \"59s\"",
                    "handover: {in-flight: 0}      | handover.in-flight: must be a whole number between 1 and 1000000, got: \"0\"",
                    "handover: {in-flight-share: 1.1} | handover.in-flight-share: must be a number between 0 and 1, got: \"1.1\"",
                    "handover: {inFlight: 3}       | handover: keys are interval, in-flight, in-flight-share, batch, rollback-after (did you mean in-flight?), got: \"inFlight\"",
                    "handover: 30s                 | handover: must be a mapping, got: \"30s\"",
                    "rebalance: {fill: yes}        | rebalance.fill: must be true or false, got: \"yes\"",
                    "rebalance: {moves: -1}        | rebalance.moves: must be a whole number between 0 and 2147483647, got: \"-1\"",
                    "load: {fallback: 0}           | load.fallback: must be a number above 0, got: \"0\"",
                    "load: {refresh: 0s}           | load.refresh: must be a duration between 1s and 1h, such as 30s or 1h30m, got: \"0s\"",
                    "guard: {smallest-rest: x}     | guard.smallest-rest: must be a number between 0 and 1, got: \"x\"",
                    "guard: {max-targets: 99999999999} | guard.max-targets: must be a whole number between 1 and 10000000, got: \"99999999999\"",
                    "replicas: 2                   | jobs[0]: wants more replicas (2) than there are collectors (1)",
                    "delivery: {staging: /x}       | delivery: staging and hook need files",
                    "'delivery: {files: \"/d/{collector}/{job}.json\", hook: {timeout: 1m}}' | delivery.hook: command is missing",
                    "delivery: {hook: [x]}         | delivery: staging and hook need files",
                    "'delivery: {files: \"/d/{job}.json\"}' | delivery.files: files must name the {collector}, so that no two share a file, got: \"/d/{job}.json\"",
                    "'delivery: {files: \"/d/{jobs}{job}{collector}.json\"}' | delivery.files: {jobs} in \"{jobs}{job}{collector}.json\" is none of {group}, {collector} and {job}, which are replaced in the names of files, got: \"/d/{jobs}{job}{collector}.json\"",
                    "'delivery: {files: \"/d/{collector}/{job}\"}' | delivery.files: files must end in .json, got: \"/d/{collector}/{job}\""
                })
        void settingsOutOfBoundsAreRefused(String line, String problem) {
            assertThat(problemTexts(withGroup("collectors: [c:1]", line)))
                    .singleElement()
                    .asString()
                    .endsWith(": groups.g." + problem);
        }
    }

    @Nested
    class OfAJob {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "strategy: rong             | strategy: must be one of ring, bounded, least-series, affinity, all (did you mean ring?), got: \"rong\"",
                    "strategy: affinity         | strategy: affinity needs a label: {affinity: {label: zone}}, got: \"affinity\"",
                    "strategy: {affinity: {}}   | strategy.affinity: label is missing",
                    "'strategy: {affinity: {label: a-b}}' | strategy.affinity.label: a label's name has letters, digits and _, and begins with no digit, got: \"a-b\"",
                    "'strategy: {affinity: {label: z, within: x}}' | strategy.affinity.within: must be one of ring, bounded, least-series, affinity, all, got: \"x\"",
                    "strategy: {ring: {}}       | strategy.ring: ring takes nothing: write it alone, got: \"{}\"",
                    "strategy: {}               | strategy: must have one of ring, bounded, least-series, affinity, all",
                    "'strategy: {bounded: {}, all: {}}' | strategy: must have one of ring, bounded, least-series, affinity, all",
                    "'strategy: {bounded: {factor: 1}}' | strategy.bounded.factor: must be a number above 1, up to 10, got: \"1\"",
                    "'strategy: {least-series: {epsilon: 0}}' | strategy.least-series.epsilon: must be a number above 0, up to 1, got: \"0\"",
                    "'strategy: {least-series: {epsilon: NaN}}' | strategy.least-series.epsilon: must be a number above 0, up to 1, got: \"NaN\"",
                    "'strategy: {least_series: {}}' | strategy: keys are ring, bounded, least-series, affinity, all (did you mean least-series?), got: \"least_series\"",
                    "replicas: 1.5              | replicas: must be a whole number between 1 and 100, got: \"1.5\"",
                    "'shard-by: [a, 1b]'        | shard-by[1]: a label's name has letters, digits and _, and begins with no digit, got: \"1b\""
                })
        void whatCannotBeIsRefused(String line, String problem) {
            assertThat(problemTexts(withJob(SOURCES, line)))
                    .singleElement()
                    .asString()
                    .endsWith(": groups.g.jobs[0]." + problem);
        }

        @Test
        void twoOfOneNameAreRefused() {
            assertThat(problemTexts(withJob(SOURCES).replaceFirst("(?s)(      - name.*)", "$1$1")))
                    .containsExactly("7:9: groups.g.jobs[1]: another job of the group is named j");
        }

        @Test
        void withoutSourcesItIsRefused() {
            assertThat(problemTexts(withJob("sources: []")))
                    .containsExactly("6:18: groups.g.jobs[0].sources: must have one entry at least, got: \"[]\"");
            assertThat(problemTexts(withJob("replicas: 1")))
                    .containsExactly("5:9: groups.g.jobs[0]: sources is missing");
        }
    }

    @Nested
    class OfASource {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "file: a.yml                | : keys are files, http, consul, static, engine, plugin (did you mean files?), got: \"file\"",
                    "'{files: a.yml, http: h}'  | : must have one of files, http, consul, static, engine, plugin",
                    "files                      | : must be a mapping, got: \"files\"",
                    "'files:'                   | .files: must not be empty",
                    "files: []                  | .files: must have one entry at least, got: \"[]\"",
                    "files: a.txt               | .files: must be a path that ends in .json, .yml or .yaml, with * ? [ in its last part only, got: \"a.txt\"",
                    "files: [/a/*/b.yml]        | .files[0]: must be a path that ends in .json, .yml or .yaml, with * ? [ in its last part only, got: \"/a/*/b.yml\"",
                    "'files: /a/[b]/c.yml'     | .files: must be a path that ends in .json, .yml or .yaml, with * ? [ in its last part only, got: \"/a/[b]/c.yml\"",
                    "'files: {refresh: 1s}'     | .files: paths is missing",
                    "'http: {url: h, refresh: 999ms}' | .http.refresh: must be a duration between 1s and 1d, such as 30s or 1h30m, got: \"999ms\"",
                    "'http: {url: h, timeout: 1h}' | .http.timeout: must be a duration between 100ms and 10m, such as 30s or 1h30m, got: \"1h\"",
                    "'http: {url: h, method: PUT}' | .http.method: must be GET or POST, got: \"PUT\"",
                    "'http: {url: h, body: x}'  | .http: a body needs method: POST",
                    "'http: {url: h, address: \"{}\"}' | .http.address: must be a JSON pointer, or a text with pointers in braces, such as {/ip}:9100, got: \"{}\"",
                    "'http: {url: h, user: u}'  | .http: user and password-file belong together",
                    "'http: {url: h, password-file: secret}' | .http: user and password-file belong together",
                    "'http: {url: h, user: u, password-file: secret, bearer-token-file: secret}' | .http: must have a user or a bearer-token-file, not both",
                    "'http: {url: h, bearer-token-file: other}' | .http.bearer-token-file: must be a file that can be read, got: \"other\"",
                    "'http: {url: h, items: /a}' | .http: address is missing: items and labels belong to it",
                    "'http: {url: h, address: /a, items: a}' | .http.items: must be a JSON pointer, such as /data/items, got: \"a\"",
                    "'http: {url: h, address: \"{a}\"}' | .http.address: must be a JSON pointer, or a text with pointers in braces, such as {/ip}:9100, got: \"{a}\"",
                    "'http: {url: h, address: \"{/a\"}' | .http.address: must be a JSON pointer, or a text with pointers in braces, such as {/ip}:9100, got: \"{/a\"",
                    "'http: {url: h, address: /a, labels: {b-c: /d}}' | .http.labels.b-c: a label's name has letters, digits and _, and begins with no digit, got: \"b-c\"",
                    "http: 'http://'            | .http: must be host:port or an http or https URL without user, password and fragment, got: \"http://\"",
                    "http: 'h#x'                | .http: must be host:port or an http or https URL without user, password and fragment, got: \"h#x\"",
                    "http: 'h:70000'            | .http: must be host:port or an http or https URL without user, password and fragment, got: \"h:70000\"",
                    "'engine: {url: e, deliver: cooked}' | .engine.deliver: must be raw or relabeled, got: \"cooked\"",
                    "'engine: {pool: x}'        | .engine: url is missing",
                    "'static: {labels: {a: b}}' | .static: targets is missing",
                    "'static: {targets: a, labels: {a: [b]}}' | .static.labels.a: must be a text, got: \"[…]\"",
                    "'plugin: {settings: {}}'   | .plugin: provider is missing"
                })
        void whatCannotBeIsRefused(String source, String problem) {
            assertThat(problemTexts(withJob("sources:", "  - " + source)))
                    .singleElement()
                    .asString()
                    .endsWith(": groups.g.jobs[0].sources[0]" + problem);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http: http://user:hunter2@h/x",
                    "http: user:hunter2@h",
                    "http: 'http://user:hunter2@h/ x'",
                    "http: {url: h, password: hunter2}",
                    "engine: https://hunter2@e:9090"
                })
        void secretsAreNotTold(String source) {
            assertThat(problems(withJob("sources:", "  - " + source)))
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.text()).doesNotContain("hunter2"));
        }

        @Test
        void aPasswordIsGivenByAFile() {
            assertThat(problemTexts(withJob("sources:", "  - http: {url: h, password: hunter2}")))
                    .singleElement()
                    .asString()
                    .endsWith("(did you mean password-file?), got: \"password\"");
        }
    }
}
