package io.promshard.shard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {

    private static final String HASH = "$2y$10$qRTBuFoULoYNA7AQ/F3ck.trZBPyjV64.oA4ZsSBCIWvXuvQlQTuu";

    private static Users parse(String... lines) throws BrokenFileException {
        return Users.parse("basic_auth_users:\n  " + String.join("\n  ", lines));
    }

    @Test
    void areThoseOfTheFile() throws Exception {
        Users users = parse("alice: " + HASH, "'bob the second': " + HASH.replace("$2y$", "$2a$"));

        assertThat(users.hash("alice")).contains(HASH);
        assertThat(users.hash("bob the second")).isPresent();
        assertThat(users.hash("carol")).isEmpty();
    }

    @Test
    void areRefusedForWhoIsNotThereAsSlowlyAsForTheCostliest() throws Exception {
        Users users = parse("a: " + HASH, "b: " + HASH.replace("$10$", "$12$"), "c: " + HASH.replace("$10$", "$04$"));

        assertThat(users.decoy()).startsWith("$2y$12$");
    }

    @ParameterizedTest
    @CsvSource({
        "alice: secret, user \"alice\" has is no bcrypt hash",
        "alice:, user \"alice\" has is no bcrypt hash",
        "'\"a:b\": $2y$10$x', has a colon",
        "7: x, is no text",
    })
    void nameTheUserThatIsWrongAndNotThePassword(String line, String complaint) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "16", "31"})
    void haveHashesThatCanBeVerifiedInTime(String cost) {
        assertThatThrownBy(() -> parse("a: " + HASH.replace("$10$", "$" + cost + "$")))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("\"a\" has the cost " + Integer.parseInt(cost));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "basic_auth_users:",
                "basic_auth_users: {}",
                "basic_auth_users: [alice]",
                "basic_auth_users: {a: x\n",
                "basic_auth_users: {a: &x [*x]}",
                "- basic_auth_users",
            })
    void areAtLeastOne(String content) {
        assertThatThrownBy(() -> Users.parse(content)).isInstanceOf(BrokenFileException.class);
    }

    @Test
    void areThereOnce() {
        assertThatThrownBy(() -> parse("alice: " + HASH, "alice: " + HASH))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("no YAML at line 3")
                .hasMessageNotContaining("$2y$");
    }

    /** Who copies the whole web configuration must not believe that its TLS is on. */
    @Test
    void areAllThatIsReadHere() {
        assertThatThrownBy(() -> Users.parse("tls_server_config: {}\nbasic_auth_users:\n  alice: " + HASH))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("\"tls_server_config\" is not read here");
    }
}
