package io.promshard.target.groups;

import io.promshard.target.groups.yaml.BadYamlException;
import io.promshard.target.groups.yaml.Place;
import io.promshard.target.groups.yaml.YamlNode;
import io.promshard.target.groups.yaml.YamlNode.Mapping;
import io.promshard.target.groups.yaml.YamlParser;
import io.promshard.target.spec.GroupSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a groups file: all of it, or all that is wrong with it. Equal texts have equal readings, but for files with secrets that come
 * and go.
 */
public final class GroupsReader {

    private static final List<String> KEYS = List.of("groups");

    private final Path file;
    private final Path folder;
    private final Predicate<Path> readable;

    /**
     * A reader of the texts of one file.
     *
     * @param file what problems are said of; relative paths in it begin in its folder
     * @param readable whether a file can be read, for those with secrets
     */
    public GroupsReader(Path file, Predicate<Path> readable) {
        this.file = file;
        this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        this.readable = readable;
    }

    /** Tells as many as a hundred problems. */
    public GroupsFile read(String text) {
        Complaints complaints = new Complaints(file.toString());
        List<GroupSpec> groups = new ArrayList<>();
        try {
            YamlParser.parse(text)
                    .ifPresentOrElse(
                            root -> groups.addAll(groups(root, complaints)),
                            () -> complaints.add(Place.START, "", "", "groups is missing: the file is empty"));
        } catch (BadYamlException e) {
            complaints.add(e.place(), "", "", String.valueOf(e.getMessage()));
        }
        List<Problem> problems = complaints.all();
        return problems.isEmpty() ? new GroupsFile.Good(groups) : new GroupsFile.Broken(problems);
    }

    private List<GroupSpec> groups(YamlNode root, Complaints complaints) {
        Fields file = new Value("", root, new Context(folder, readable, complaints)).fields(KEYS);
        List<GroupSpec> groups = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        file.required("groups").ifPresent(all -> {
            if (all.node() instanceof Mapping mapping && mapping.entries().isEmpty()) {
                all.refuse("must have one group at least");
            }
            all.named().forEach((name, value) -> {
                if (Scalars.isName(value, name)) {
                    GroupSpec group = GroupReader.read(name, value);
                    refuseSharedFiles(group, value, files);
                    groups.add(group);
                }
            });
        });
        return groups;
    }

    /** Two groups that write the same files undo each other's. */
    private static void refuseSharedFiles(GroupSpec group, Value value, Map<String, String> files) {
        String template = group.delivery().files().replace("{group}", group.name());
        String other = template.isEmpty() ? null : files.putIfAbsent(template, group.name());
        if (other != null) {
            value.refuseUnseen("writes the same files as group " + other + ": give delivery.files a {group}");
        }
    }
}
