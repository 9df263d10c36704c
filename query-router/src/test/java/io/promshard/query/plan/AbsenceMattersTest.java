package io.promshard.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceMattersTest {

    private final PromqlParser parser = new PromqlParser(ParserOptions.EXPERIMENTAL);

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            absent(up)                        => true
            sum(absent_over_time(up[5m]))     => true
            up > scalar(sum(up))              => true
            sum(up) unless sum(down)          => true
            sum(up) or vector(0)              => true
            sum(up) and sum(down)             => false
            sum(up) / count(up)               => false
            topk(3, up)                       => false
            info(up)                          => true
            """)
    void whereKnowingLessSaysMore(String query, boolean matters) {
        assertThat(AbsenceMatters.in(parser.parse(query))).isEqualTo(matters);
    }
}
