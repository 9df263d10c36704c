package io.promshard.shard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final String TOKEN = "0123456789-abcdef.~+/==";

    /** {@code printf %s test | sha256sum}. */
    private static final String HASH_OF_TEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static Tokens parse(String entries) throws BrokenFileException {
        return Tokens.parse("bearer_tokens: {" + entries + "}");
    }

    @Test
    void areKnownByTheirName() throws Exception {
        Tokens tokens = parse("grafana: '" + TOKEN + "', vmalert: 'sha256:" + HASH_OF_TEST + "'");

        assertThat(tokens.nameOf(TOKEN)).contains("grafana");
        assertThat(tokens.nameOf("test")).contains("vmalert");
        assertThat(tokens.nameOf(HASH_OF_TEST)).isEmpty();
        assertThat(tokens.nameOf("sha256:" + HASH_OF_TEST)).isEmpty();
        assertThat(tokens.nameOf("")).isEmpty();
    }

    @Test
    void canBeReplacedWithoutAGap() throws Exception {
        Tokens tokens = parse("grafana: [" + TOKEN + ", aaaaaaaaaaaaaaaa]");

        assertThat(tokens.nameOf("aaaaaaaaaaaaaaaa")).contains("grafana");
        assertThat(tokens.nameOf(TOKEN)).contains("grafana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "1234567890123456",
                "'a token with spaces'",
                "sha256:abc",
                "sha256:9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08",
                "''",
                "{a: b}",
            })
    void areLongAndOfTheFewCharactersOfAToken(String token) {
        assertThatThrownBy(() -> parse("grafana: " + token))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("a token of \"grafana\" is no text of 16 characters or more")
                .satisfies(e -> assertThat(token.length() < 5
                                || !String.valueOf(e.getMessage()).contains(token))
                        .isTrue());
    }

    @Test
    void areEachOfOneName() {
        assertThatThrownBy(() -> parse("a: " + TOKEN + ", b: " + TOKEN))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("a token of \"b\" is one of \"a\" too");
    }

    @Test
    void areAtLeastOne() {
        assertThatThrownBy(() -> parse(""))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("it has no token");
        assertThatThrownBy(() -> parse("a: []")).isInstanceOf(BrokenFileException.class);
    }
}
