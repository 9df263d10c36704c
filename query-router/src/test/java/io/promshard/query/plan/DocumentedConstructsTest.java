package io.promshard.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of constructs holds for each name in it, not for the examples alone. */
class DocumentedConstructsTest {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private final DocumentedPlansTest plans = new DocumentedPlansTest();

    static Stream<List<String>> constructs() throws IOException {
        return DocumentedPlansTest.table("compatibility.md", "| construct |").stream();
    }

    /** Each name of the row in place of the example's own, where that makes a query. */
    private static List<String> variants(List<String> row) {
        Expr example = new PromqlParser(ParserOptions.EXPERIMENTAL).parse(DocumentedPlansTest.unquoted(row.get(1)));
        return NAME.matcher(row.getFirst())
                .results()
                .map(MatchResult::group)
                .map(name -> Variants.of(example, name.substring(1, name.length() - 1)))
                .flatMap(Optional::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void eachNameIsDoneAsItsExample(List<String> row) {
        assertThat(variants(row))
                .allSatisfy(query -> assertThat(List.of(plans.word(query, "a"), plans.word(query, "a", "b")))
                        .isEqualTo(row.subList(2, 4)));
    }

    @Test
    void almostEveryNameHasAVariant() throws IOException {
        assertThat(constructs().mapToInt(row -> variants(row).size()).sum()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offset",
                "@",
                "bool",
                "on",
                "ignoring",
                "group_left",
                "group_right",
                "by",
                "without",
                "start()",
                "end()"
            })
    void everyModifierIsTold(String modifier) throws IOException {
        assertThat(constructs()).anySatisfy(row -> assertThat(row.getFirst()).contains("`" + modifier + "`"));
    }
}
