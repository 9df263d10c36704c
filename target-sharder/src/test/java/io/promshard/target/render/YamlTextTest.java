package io.promshard.target.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YamlTextTest {

    /** Each means something else to one YAML reader than to another, or as another type. */
    @Test
    void leavesScalarsAsTheyWereWritten() throws Exception {
        String text = """
                no: no
                number: 1_000
                float: .5
                day: 2026-01-01
                sexagesimal: 12:30
                quoted: "0755"
                single: 'it''s'
                regex: (.+):\\d+
                nothing: null
                tilde: ~
                empty:
                template: '{{ .Value }}'
                flow: {a: on, b: [1, 0x1f]}
                folded: >-
                  a b
                literal: |
                  a
                  b
                unicode: é 😀
                """;

        assertThat(YamlText.write(YamlText.read(text, "it"))).isEqualTo(text);
    }

    /** The text that Prometheus takes it for where it takes texts. */
    @Test
    void quotesDigitsThatBeginWithAZero() throws Exception {
        assertThat(YamlText.write(YamlText.read("replacement: 0755", "it"))).isEqualTo("replacement: '0755'\n");
    }
}
