package io.promshard.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class ExprJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "-Inf | {'type':'numberLiteral','val':'-Inf'}",
                "'a\\xff' | {'type':'stringLiteral','val':'a\uFFFD'}",
                "-(a) | {'expr':{'expr':{'matchers':[{'name':'__name__','type':'=','value':'a'}],'name':'a','offset':0,"
                        + "'startOrEnd':null,'timestamp':null,'type':'vectorSelector'},'type':'parenExpr'},'op':'-',"
                        + "'type':'unaryExpr'}",
                "{a=~'b'}[5m] @ 2 | {'matchers':[{'name':'a','type':'=~','value':'b'}],'name':'','offset':0,"
                        + "'range':300000,'startOrEnd':null,'timestamp':2000,'type':'matrixSelector'}",
                "vector(1)[1h:1m] offset 5 | {'expr':{'args':[{'type':'numberLiteral','val':'1'}],"
                        + "'func':{'argTypes':['scalar'],'name':'vector','returnType':'vector','variadic':0},"
                        + "'type':'call'},'offset':5000,'range':3600000,"
                        + "'startOrEnd':null,'step':60000,'timestamp':null,'type':'subquery'}",
                "time() == bool 1 | {'bool':true,'lhs':{'args':[],'func':{'argTypes':[],'name':'time',"
                        + "'returnType':'scalar','variadic':0},'type':'call'},'matching':null,'op':'==',"
                        + "'rhs':{'type':'numberLiteral','val':'1'},'type':'binaryExpr'}",
            })
    void isThatOfParseQuery(String query, String json) {
        assertThat(json(query)).isEqualTo(json.replace('\'', '"'));
    }

    private static String json(String query) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonMapper().createGenerator(text)) {
            ExprJson.write(new PromqlParser(ParserOptions.STABLE).parse(query), generator);
        }
        return text.toString();
    }
}
