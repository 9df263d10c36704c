package io.promshard.target.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.JobSpec;
import java.nio.file.Path;
import java.util.List;

/** Reads texts as {@code /etc/sharder/groups.yml}, beside which no secret can be read but {@code secret}. */
final class Reading {

    private static final GroupsReader READER =
            new GroupsReader(Path.of("/etc/sharder/groups.yml"), file -> file.endsWith("secret"));

    private Reading() {}

    static List<GroupSpec> groups(String text) {
        GroupsFile file = READER.read(text);
        assertThat(file).isInstanceOf(GroupsFile.Good.class);
        return ((GroupsFile.Good) file).groups();
    }

    static GroupSpec group(String text) {
        List<GroupSpec> groups = groups(text);
        assertThat(groups).hasSize(1);
        return groups.getFirst();
    }

    /** Of one collector and one job with these lines. */
    static JobSpec job(String... lines) {
        return group(withJob(lines)).jobs().getFirst();
    }

    static String withJob(String... lines) {
        return "groups:\n  g:\n    collectors: [c:9090]\n    jobs:\n      - name: j\n        "
                + String.join("\n        ", lines) + "\n";
    }

    /** Of one job, with these lines about the group, its collectors among them. */
    static String withGroup(String... lines) {
        return "groups:\n  g:\n    " + String.join("\n    ", lines)
                + "\n    jobs:\n      - name: j\n        sources:\n          - static: a:9100\n";
    }

    static List<Problem> problems(String text) {
        GroupsFile file = READER.read(text);
        assertThat(file).isInstanceOf(GroupsFile.Broken.class);
        return ((GroupsFile.Broken) file).problems();
    }

    /** Without the file's name. */
    static List<String> problemTexts(String text) {
        return problems(text).stream()
                .map(problem -> problem.text().replaceFirst("^/etc/sharder/groups.yml:", ""))
                .toList();
    }
}
