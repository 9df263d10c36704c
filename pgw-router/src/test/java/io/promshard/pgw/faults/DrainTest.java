package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DrainTest {

    private final FakeGateway first = new FakeGateway();
    private final FakeGateway second = new FakeGateway();
    private final List<String> urls = List.of(first.url(), second.url());

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private static int drain(Router router, String method, String gateway) throws IOException {
        try (RawClient client = router.client()) {
            return client.send(method, "/api/v1/drain?gateway=" + gateway, "")
                    .read()
                    .status();
        }
    }

    private static int push(Router router, String path) throws IOException {
        try (RawClient client = router.client()) {
            return client.put(path, "X-Pgw-Mode: proxy").status();
        }
    }

    @Test
    void isForbiddenUnlessItIsAllowed() throws IOException {
        try (Router router = Router.of(urls)) {
            assertThat(drain(router, "PUT", first.id())).isEqualTo(403);
            assertThat(drain(router, "DELETE", first.id())).isEqualTo(403);
        }
    }

    @Test
    void ofAGatewayThatThereIsNotIsRefused() throws IOException {
        try (Router router = Router.of(urls, "pgw-router.admin.enabled=true")) {
            assertThat(drain(router, "PUT", "127.0.0.1:1")).isEqualTo(404);
        }
    }

    @Test
    void sendsPushesElsewhereUntilItEndsAndOutlivesARestart(@TempDir Path folder) throws IOException {
        String[] settings = {
            "pgw-router.admin.enabled=true", "pgw-router.reconcile.state-file=" + folder.resolve("state")
        };
        String path;
        try (Router router = Router.of(urls, settings)) {
            path = router.pathOwnedBy(first);
            assertThat(drain(router, "PUT", first.id())).isEqualTo(200);
            await().until(() -> push(router, path) == 200 && !second.pushes().isEmpty());
        }
        int before = first.pushes().size();
        try (Router router = Router.of(urls, settings)) {
            await().until(() -> {
                int seconds = second.pushes().size();
                return push(router, path) == 200 && second.pushes().size() > seconds;
            });
            assertThat(first.pushes()).hasSizeLessThanOrEqualTo(before + 2);

            assertThat(drain(router, "DELETE", first.id())).isEqualTo(200);
            await().until(() -> {
                int firsts = first.pushes().size();
                return push(router, path) == 200 && first.pushes().size() > firsts;
            });
        }
    }
}
