package io.promshard.target.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.config.MembershipHealthIndicator;
import io.promshard.target.web.Readiness;
import io.promshard.target.web.TestSharder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@Timeout(60)
class GroupsHealthIndicatorTest {

    @TempDir
    private Path directory;

    private static Health health(TestSharder sharder) {
        Readiness readiness = sharder.readiness();
        return new GroupsHealthIndicator(readiness).health();
    }

    @Test
    void isUpWhenAllIsPublished() throws IOException {
        try (TestSharder sharder = TestSharder.running(directory)) {
            assertThat(health(sharder).getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void isDegradedBeforeAndSaysOfWhat() throws IOException {
        try (TestSharder sharder = TestSharder.fresh(directory)) {
            Health health = health(sharder);

            assertThat(health.getStatus()).isEqualTo(MembershipHealthIndicator.DEGRADED);
            assertThat(health.getDetails())
                    .extractingByKey("unpublished")
                    .asString()
                    .contains("web");
        }
    }
}
