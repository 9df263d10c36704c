package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promshard.query.QueryRouterApplication;
import io.promshard.shard.servers.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** TLS in front, by the settings that docs/security.md gives. */
@Timeout(120)
class TlsTest {

    private static ConfigurableApplicationContext start(Path certificate, Path key, String... more) {
        Stream<String> common = Stream.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--query-router.shards.a=127.0.0.1:1",
                "--server.ssl.bundle=web",
                "--spring.ssl.bundle.pem.web.keystore.certificate=" + certificate,
                "--spring.ssl.bundle.pem.web.keystore.private-key=" + key,
                "--spring.ssl.bundle.pem.web.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=100ms");
        return new SpringApplicationBuilder(QueryRouterApplication.class)
                .run(Stream.concat(common, Stream.of(more)).toArray(String[]::new));
    }

    private static int ask(ConfigurableApplicationContext router, SSLContext client) throws Exception {
        int port = Objects.requireNonNull(((WebServerApplicationContext) router).getWebServer())
                .getPort();
        try (HttpClient http = HttpClient.newBuilder().sslContext(client).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/-/healthy"))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static SelfSigned made(Path folder, String name) throws Exception {
        return SelfSigned.create(Files.createDirectory(folder.resolve(name)));
    }

    /** Trusts what the other shows, and shows nothing. */
    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void swap(Path from, Path to) throws IOException {
        Path beside = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void showsANewCertificateWithoutARestart(@TempDir Path folder) throws Exception {
        SelfSigned first = made(folder, "first");
        SelfSigned second = made(folder, "second");
        Path certificate = Files.copy(first.certificate(), folder.resolve("tls.crt"));
        Path key = Files.copy(first.key(), folder.resolve("tls.key"));
        try (ConfigurableApplicationContext router = start(certificate, key)) {
            assertThat(ask(router, trusting(first.certificate()))).isEqualTo(200);

            swap(second.key(), key);
            swap(second.certificate(), certificate);

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(SSLException.class)
                    .until(() -> ask(router, trusting(second.certificate())) == 200);
            assertThatThrownBy(() -> ask(router, trusting(first.certificate()))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void asksClientsForACertificate(@TempDir Path folder) throws Exception {
        SelfSigned server = made(folder, "server");
        try (ConfigurableApplicationContext router = start(
                server.certificate(),
                server.key(),
                "--server.ssl.client-auth=need",
                "--spring.ssl.bundle.pem.web.truststore.certificate=" + server.certificate())) {
            assertThat(ask(router, server.context())).isEqualTo(200);
            assertThatThrownBy(() -> ask(router, trusting(server.certificate())))
                    .isInstanceOf(IOException.class);
        }
    }
}
