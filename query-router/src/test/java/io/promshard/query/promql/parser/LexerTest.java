package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "up{a=\"b\",c!~'d'} | IDENTIFIER LEFT_BRACE IDENTIFIER EQL STRING COMMA IDENTIFIER NEQ_REGEX STRING"
                        + " RIGHT_BRACE",
                "a:b == != >= <= > < =   | METRIC_IDENTIFIER EQLC NEQ GTE LTE GTR LSS EQL",
                "SUM By oFFset bool       | SUM BY OFFSET BOOL",
                "{sum,by}                 | LEFT_BRACE IDENTIFIER COMMA IDENTIFIER RIGHT_BRACE",
                "Inf nAn 1 1.5e3 0x1F .5  | NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER",
                "5m 1h30m 5hs 1ms         | DURATION DURATION DURATION DURATION",
                "[5m:1m]                  | LEFT_BRACKET DURATION COLON DURATION RIGHT_BRACKET",
                "[ (5 + 1) ]   | LEFT_BRACKET LEFT_PAREN NUMBER ADD NUMBER RIGHT_PAREN RIGHT_BRACKET",
                "@ start() end atan2      | AT START LEFT_PAREN RIGHT_PAREN END ATAN2",
            })
    void makesTokens(String text, String types) {
        assertThat(types(text)).isEqualTo(List.of(types.split(" ", -1)));
    }

    @Test
    void skipsComments() {
        assertThat(types("a # c (\n+ {#}\r}#")).containsExactly("IDENTIFIER", "ADD", "LEFT_BRACE", "RIGHT_BRACE");
    }

    @Test
    void keepsLinesOfRawStrings() {
        assertThat(types("'a' \"b\" `c\n\\`")).containsExactly("STRING", "STRING", "STRING");
    }

    @Test
    void knowsWhereTokensStartInChars() {
        Lexer lexer = new Lexer(" 'ü' up");

        assertThat(lexer.next()).isEqualTo(new Token(TokenType.STRING, 1, "'ü'"));
        assertThat(lexer.next()).isEqualTo(new Token(TokenType.IDENTIFIER, 5, "up"));
        assertThat(lexer.next().type()).isEqualTo(TokenType.EOF);
        assertThat(lexer.next().type()).isEqualTo(TokenType.EOF);
    }

    @Test
    void takesALetterInBracketsForAColonAsPrometheusDoes() {
        assertThat(types("[5m x1m]")).containsExactly("LEFT_BRACKET", "DURATION", "COLON", "DURATION", "RIGHT_BRACKET");
    }

    private static List<String> types(String text) {
        Lexer lexer = new Lexer(text);
        List<String> types = new ArrayList<>();
        for (Token token = lexer.next(); !token.is(TokenType.EOF); token = lexer.next()) {
            types.add(token.type().name());
        }
        return types;
    }
}
