package io.promshard.target.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.promshard.target.groups.GroupsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class BrokenGroupsStartTest {

    @TempDir
    private static Path folder;

    @Configuration(proxyBeanMethods = false)
    static class Groups {
        @Bean
        GroupsConfig groups() {
            return GroupsConfig.open(folder.resolve("groups.yml"), Clock.systemUTC());
        }
    }

    @Test
    void anApplicationThatCannotStartSaysWhatIsWrongAndWhere(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("groups.yml"), "groups:\n  g: {jobs: 1}\n");

        Throwable failure = catchThrowable(() -> new SpringApplicationBuilder(Groups.class)
                .web(WebApplicationType.NONE)
                .run());

        assertThat(failure).isNotNull();
        assertThat(output.getOut())
                .contains("The groups file cannot be used:")
                .contains("groups.yml:2:6: groups.g: collectors is missing")
                .contains("groups.yml:2:13: groups.g.jobs: must be a list, got: \"1\"")
                .doesNotContain("\tat ");
    }
}
