package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.web.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LifecycleApiTest extends ApiTestBase {

    @Test
    void isHealthy() {
        assertThat(api.get("/-/healthy").text()).isEqualTo("target-sharder is healthy.\n");
    }

    @Test
    void isReadyWhenAllIsPublished() {
        Answer answer = api.get("/-/ready");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("target-sharder is ready.\n");
    }

    @Test
    void isNotReadyBefore() throws IOException {
        try (TestSharder fresh = TestSharder.fresh(directory)) {
            Answer answer = new Api(fresh, false).get("/-/ready");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("group web is not published: it has not begun");
        }
    }

    @Test
    void saysWhatSomebodyShouldLookAt() {
        sharder.source("Http").fail("it is down");
        sharder.collectors.silent.add("c");
        sharder.turnUntil(
                () -> sharder.web().discovery().sources().get(1).view().failures() > 0
                        && !sharder.web().observe().reports().failures().isEmpty());

        Answer answer = api.get("/-/ready");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains(
                        "DEGRADED\n",
                        "web: source 1 of job node (fake): fake: it is down",
                        "web: collector c cannot be asked");
    }

    @Test
    void readsTheGroupsFileByOrder() {
        Answer answer = admin.post("/-/reload");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("1 groups are in force\n");
    }

    @Test
    void saysWhatIsWrongWithTheGroupsFile() throws IOException {
        Files.writeString(sharder.file, "groups: {web: {collectors: [a], jbos: []}}");

        Answer answer = admin.post("/-/reload");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("groups.yml:1:").contains("jbos");
        assertThat(api.get("/-/ready").text()).contains("DEGRADED", "jbos");
    }

    @Test
    void isReloadedByAFollowerToo() {
        followsAnother();

        assertThat(admin.post("/-/reload").status()).isEqualTo(200);
    }

    @Test
    void takesNoReloadUnlessOrdersAreEnabled() {
        Answer answer = api.post("/-/reload");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("target-sharder.admin.enabled=true").doesNotContain("{");
    }

    @Test
    void isNotReloadedByLooking() {
        assertThat(admin.get("/-/reload").status()).isEqualTo(405);
    }
}
