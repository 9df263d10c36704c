package io.promshard.pgw.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokenTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("token"), "s3cret\n");
    }

    private AdminToken token() {
        return new AdminToken(Optional.of(file));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void admitsWhoKnowsIt() throws IOException {
        assertThat(token().admits("Bearer s3cret")).isTrue();
        assertThat(token().admits("bearer  s3cret")).isTrue();
        assertThat(token().admits(basic("admin:s3cret"))).isTrue();
        assertThat(token().admits(basic(":s3cret"))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer s3cre",
                "Bearer s3cret2",
                "Bearer S3CRET",
                "s3cret",
                "Basic s3cret",
                "Basic ####",
                "Digest s3cret"
            })
    void admitsNobodyElse(String authorization) throws IOException {
        assertThat(token().admits(authorization)).isFalse();
    }

    @Test
    void admitsNoOtherPassword() throws IOException {
        assertThat(token().admits(basic("s3cret:other"))).isFalse();
        assertThat(token().admits(basic("a:s3cret:b"))).isFalse();
    }

    @Test
    void isWhatTheFileSaysNow() throws IOException {
        AdminToken token = token();
        assertThat(token.admits("Bearer s3cret")).isTrue();

        Files.writeString(file, "other");

        assertThat(token.admits("Bearer s3cret")).isFalse();
        assertThat(token.admits("Bearer other")).isTrue();
    }

    @Test
    void aFileThatIsGoneAdmitsNobody() throws IOException {
        Files.delete(file);

        assertThatIOException().isThrownBy(() -> token().admits("Bearer s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "two\nlines\n"})
    void aFileWithoutATokenIsRefused(String content) throws IOException {
        Files.writeString(file, content);

        assertThatIOException()
                .isThrownBy(() -> token().check())
                .withMessageContaining("must have a token on one line");
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws IOException {
        Files.writeString(file, "a".repeat(5_000));

        assertThatIOException().isThrownBy(() -> token().check());
    }

    @Test
    void withoutAFileEverybodyIsAdmitted() throws IOException {
        assertThat(new AdminToken(Optional.empty()).admits(null)).isTrue();
    }
}
