package io.promshard.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * An application that asks for credentials gives nothing to who has none, at any of its routes. The routes are those of the running
 * application, so that a new one is held to it from its first day.
 */
@Timeout(120)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
public abstract class GuardedRoutesContract {

    private static final Set<String> OPEN = Set.of(
            "/-/healthy",
            "/-/ready",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/health/check");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND");

    /** What an answer may have in its head that tells nothing of what was asked for. */
    private static final Set<String> TELLS_NOTHING =
            Set.of("www-authenticate", "content-type", "content-length", "date", "connection", "keep-alive", ":status");

    @TempDir
    private static Path folder;

    @Autowired
    private ApplicationContext application;

    @Value("${local.server.port}")
    private int port;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @DynamicPropertySource
    static void askForCredentials(DynamicPropertyRegistry properties) {
        properties.add("promshard.access.users-file", () -> write("users.yml", users()));
        properties.add(
                "promshard.access.tokens-file", () -> write("tokens.yml", "bearer_tokens: {robot: 0123456789abcdef}"));
    }

    private static String users() {
        return "basic_auth_users: {alice: '" + BCrypt.hashpw("right", BCrypt.gensalt(4)) + "'}";
    }

    private static String write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Paths that no mapping tells of, as those that a filter takes. */
    protected Stream<String> more() {
        return Stream.of("/", "/nothing/of/the/kind", "/error", "/favicon.ico");
    }

    @AfterEach
    void close() {
        client.close();
    }

    private HttpResponse<String> ask(String method, String path, String... authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>(Routes.of(application));
        more().forEach(routes::add);
        return routes;
    }

    @Test
    void knowsItsRoutes() {
        assertThat(routes()).hasSizeGreaterThan(10).contains("/actuator/prometheus", "/actuator/health", "/-/ready");
    }

    @Test
    void givesNothingWithoutCredentials() throws Exception {
        for (String path : routes()) {
            for (String method : METHODS) {
                if (!OPEN.contains(path)) {
                    assertRefused(method, path, ask(method, path));
                }
            }
        }
    }

    @Test
    void givesNothingForWrongCredentials() throws Exception {
        for (String path : routes()) {
            if (!OPEN.contains(path)) {
                assertRefused("GET", path, ask("GET", path, basic("alice:wrong")));
                assertRefused("POST", path, ask("POST", path, "Bearer 0123456789abcdeX"));
            }
        }
    }

    private static void assertRefused(String method, String path, HttpResponse<String> answer) {
        String what = method + " " + path;
        assertThat(answer.statusCode()).as(what).isEqualTo(401);
        assertThat(answer.body()).as(what).isEqualTo(method.equals("HEAD") ? "" : "Unauthorized\n");
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .as(what)
                .containsExactly("Basic realm=\"promshard\", charset=\"UTF-8\"", "Bearer realm=\"promshard\"");
        assertThat(answer.headers().map().keySet())
                .as(what)
                .allSatisfy(name -> assertThat(TELLS_NOTHING).contains(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void givesToWhoHasThem() throws Exception {
        assertThat(ask("GET", "/actuator/prometheus", basic("alice:right")).statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "/actuator/info", "Bearer 0123456789abcdef").statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "/nothing/of/the/kind", basic("alice:right")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsItsChecksThatItIsThereAndNoMore() throws Exception {
        for (String path : OPEN) {
            assertThat(ask("GET", path).statusCode()).as(path).isIn(200, 503);
        }
        assertThat(ask("GET", "/actuator/health/check").body()).doesNotContain("components", "details");
    }

    @Test
    void takesNoOtherPathForAnOpenOne() throws Exception {
        for (String path : List.of(
                "/-/ready/",
                "/-/ready;x=y",
                "//-/ready",
                "/-/./ready",
                "/x/../-/ready",
                "/-/READY",
                "/%2d/ready",
                "/-/ready/../../actuator/prometheus",
                "/-/ready%2f..%2f..%2factuator/prometheus",
                "/actuator/health/check/..;/../prometheus",
                "/-/healthy/actuator/prometheus")) {
            HttpResponse<String> answer = ask("GET", path);
            assertThat(answer.statusCode()).as(path).isIn(400, 401);
            assertThat(answer.body()).as(path).doesNotContain("# TYPE", "Ready", "ready");
        }
    }

    /** Not even to who may ask: what is there is nobody's business over HTTP. */
    @Test
    void hasNoEndpointThatShowsSettings() throws Exception {
        for (String endpoint :
                List.of("env", "configprops", "beans", "heapdump", "threaddump", "loggers", "conditions")) {
            assertThat(ask("GET", "/actuator/" + endpoint, basic("alice:right")).statusCode())
                    .as(endpoint)
                    .isEqualTo(404);
        }
    }
}
