package io.promshard.query.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.Routes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

/** Which of all routes of the running application a tenant gets through to. A new route is not for tenants until it stands here. */
@Timeout(120)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "query-router.shards.a=127.0.0.1:1",
            "query-router.tenancy.source=header",
            "query-router.tenancy.trusted-proxies=127.0.0.1",
            "query-router.tenancy.tenants.a={team=\"a\"}"
        })
class TenantRoutesTest {

    private static final Set<String> FOR_TENANTS = Set.of(
            "/api/v1/query",
            "/api/v1/query_range",
            "/api/v1/query_exemplars",
            "/api/v1/query_explain",
            "/api/v1/series",
            "/api/v1/labels",
            "/api/v1/label/x/values",
            "/federate",
            "/api/v1/read",
            "/api/v1/rules",
            "/api/v1/alerts",
            "/api/v1/targets",
            "/api/v1/targets/metadata",
            "/api/v1/format_query",
            "/api/v1/parse_query",
            "/api/v1/status/buildinfo",
            "/api/v1/status/runtimeinfo",
            "/api/v1/status/flags");

    private static final Set<String> FOR_ALL = Set.of(
            "/-/healthy",
            "/-/ready",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/health/check");

    @Autowired
    private ApplicationContext application;

    @Value("${local.server.port}")
    private int port;

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>(Routes.of(application));
        routes.addAll(List.of("/", "/nothing/of/the/kind"));
        routes.addAll(FOR_ALL);
        return routes;
    }

    @Test
    void areRefusedToTenantsUnlessTheyStandHere() throws Exception {
        for (String path : routes()) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                HttpResponse<String> answer = ask(method, path, "X-Scope-OrgID", "a");
                boolean passes = FOR_TENANTS.contains(path) || FOR_ALL.contains(path);
                assertThat(answer.statusCode() == 403).as(method + " " + path).isEqualTo(!passes);
                assertThat(answer.body().contains("not for tenants")).as(path).isEqualTo(!passes);
            }
        }
    }

    @Test
    void areRefusedToWhoIsNoTenant() throws Exception {
        for (String path : routes()) {
            if (!FOR_ALL.contains(path)) {
                assertThat(ask("GET", path).body()).as(path).contains("no tenant is known of this request");
                assertThat(ask("GET", path, "X-Scope-OrgID", "b").statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
        }
    }
}
