package io.promshard.target.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.groups.GroupsFile;
import io.promshard.target.groups.GroupsReader;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The groups file that the command makes is one that can be read. */
class RenderedGroupsTest {

    @TempDir
    private Path folder;

    private GroupSpec rendered(String... more) throws Exception {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 30s}
                scrape_configs:
                - job_name: serviceMonitor/ns/node
                  file_sd_configs: [{files: [/sd/*.yml]}]
                """);
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--config=" + config, "--group=g", "--out=" + folder));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(RenderCommand.run(arguments, nowhere, nowhere)).isZero();
        Path groups = folder.resolve("groups.yml");
        GroupsFile file = new GroupsReader(groups, secret -> true).read(Files.readString(groups));
        assertThat(file).isInstanceOf(GroupsFile.Good.class);
        return ((GroupsFile.Good) file).groups().getFirst();
    }

    @Test
    void withCollectorsThatAsk() throws Exception {
        GroupSpec group = rendered("--collector=a=http://h:1", "--collector=b=http://h:2", "--http=http://s:9098");

        assertThat(group.collectors().listed()).hasSize(2);
        assertThat(group.handover().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(group.jobs())
                .singleElement()
                .extracting(JobSpec::sources)
                .satisfies(sources -> assertThat(sources)
                        .singleElement()
                        .isInstanceOfSatisfying(SourceSpec.Engine.class, engine -> {
                            assertThat(engine.pool()).isEqualTo("serviceMonitor/ns/node");
                            assertThat(engine.deliver()).isEqualTo(Deliver.RAW);
                        }));
    }

    @Test
    void withAServiceWhoseInstancesReadFiles() throws Exception {
        GroupSpec group = rendered("--service=prom", "--files=/sd/{collector}/{job}.json", "--deliver=relabeled");

        assertThat(group.collectors().service()).isEqualTo("prom");
        assertThat(group.delivery().files()).isEqualTo("/sd/{collector}/{job}.json");
    }
}
