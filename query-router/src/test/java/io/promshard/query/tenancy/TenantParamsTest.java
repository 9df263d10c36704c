package io.promshard.query.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Exprs;
import io.promshard.query.request.Params;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantParamsTest {

    private static final PromqlParser PARSER = new PromqlParser(ParserOptions.EXPERIMENTAL);

    private final TenantParams params = new TenantParams(PARSER);

    private static Tenant tenant(String selector, OnConflict onConflict) {
        return new Tenant("a", PARSER.parseSelector(selector).matchers(), onConflict);
    }

    private static final Tenant A = tenant("{team=\"a\"}", OnConflict.EMPTY);
    private static final Tenant STRICT = tenant("{team=\"a\"}", OnConflict.REFUSE);
    private static final Tenant SEVERAL = tenant("{team=~\"a|b\",env!=\"dev\"}", OnConflict.REFUSE);

    private String expression(String text, Tenant tenant) {
        return params.enforced(new Params(List.of(new Param("query", text))), Access.EXPRESSION, tenant)
                .first("query");
    }

    /** The second column has the selectors of the first with the tenant's matcher, wherever in the tree they stand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "up # up{team=\"a\"}",
                "up{job=\"x\"} # up{job=\"x\",team=\"a\"}",
                "{job=\"x\"} # {job=\"x\",team=\"a\"}",
                "{\"a.b\"} # {\"a.b\",team=\"a\"}",
                "up{team=\"a\"} # up{team=\"a\"}",
                "up{team=~\".+\"} # up{team=\"a\",team=~\".+\"}",
                "up{team=\"b\"} # up{team=\"a\",team=\"b\"}",
                "rate(x[5m] offset 1h) # rate(x{team=\"a\"}[5m] offset 1h)",
                "max_over_time(x[1h:1m] @ 5) # max_over_time(x{team=\"a\"}[1h:1m] @ 5.000)",
                "sum by (job) (a) / on (job) group_left b # sum by (job) (a{team=\"a\"}) / on (job) group_left ()"
                        + " b{team=\"a\"}",
                "a or b unless c and d # a{team=\"a\"} or b{team=\"a\"} unless c{team=\"a\"} and d{team=\"a\"}",
                "quantile(scalar(q), x) # quantile(scalar(q{team=\"a\"}), x{team=\"a\"})",
                "topk(scalar(k), x) # topk(scalar(k{team=\"a\"}), x{team=\"a\"})",
                "label_replace(x, \"team\", \"b\", \"\", \"\") # label_replace(x{team=\"a\"}, \"team\", \"b\", \"\","
                        + " \"\")",
                "absent(x) # absent(x{team=\"a\"})",
                "-x # -x{team=\"a\"}",
                "((x)) # ((x{team=\"a\"}))",
                "histogram_quantile(0.9, x) # histogram_quantile(0.9, x{team=\"a\"})",
                "1 + 1 # 1 + 1",
                "vector(1) # vector(1)",
            })
    void reachEachSelectorOfAnExpression(String text, String enforced) {
        String result = expression(text, A);

        assertThat(sorted(result)).isEqualTo(sorted(enforced));
    }

    /** Printed with matchers in the order of their text, which means nothing; that of the name stays the last. */
    private static String sorted(String text) {
        return PromqlPrinter.print(Exprs.mapBottomUp(
                PARSER.parse(text), node -> node instanceof VectorSelector selector ? sorted(selector) : node));
    }

    private static VectorSelector sorted(VectorSelector selector) {
        int named = selector.name().isEmpty() ? 0 : 1;
        List<LabelMatcher> matchers = new ArrayList<>(selector.matchers());
        matchers.subList(0, matchers.size() - named).sort(Comparator.comparing(LabelMatcher::toString));
        return selector.withMatchers(matchers);
    }

    @Test
    void areParsableAgainForLongChains() {
        String chain = "x" + " + x".repeat(3_000);

        assertThat(expression(chain, A)).isEqualTo(chain.replace("x", "x{team=\"a\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(", "up{", "up{a=~\"(\"}", "nosuch(x)", "up offset"})
    void areRefusedIfNobodyCanReadThem(String text) {
        assertThatThrownBy(() -> expression(text, A))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("invalid parameter \"query\": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"info(x)", "sum(info(x, {job=\"y\"}))"})
    void areForbiddenWhereSeriesAreSelectedThatNoSelectorShows(String text) {
        assertThatThrownBy(() -> expression(text, A))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x{team=\"b\"}", "x{team!=\"a\"}", "x{team=~\"b|c\"}", "x{team!~\"a\"}", "y + x{team=\"\"}"})
    void areRefusedIfTheyConflictAndThatIsAnError(String text) {
        assertThatThrownBy(() -> expression(text, STRICT))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.BAD_DATA))
                .hasMessageContaining("conflicts with team=\"a\" of the tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x{team=\"a\"}", "x{team=~\"a|b\"}", "x{team!=\"b\"}", "x{team=~\".+\"}", "x{teams=\"b\"}"})
    void passIfTheyDoNotConflict(String text) {
        assertThat(expression(text, STRICT)).contains("team=\"a\"");
    }

    @Test
    void knowAConflictWithAnExpressionOfTheTenant() {
        assertThatThrownBy(() -> expression("x{team=\"c\"}", SEVERAL)).hasMessageContaining("conflicts");
        assertThatThrownBy(() -> expression("x{env=\"dev\"}", SEVERAL)).hasMessageContaining("conflicts");
        assertThat(expression("x{team=\"b\",env=\"prod\"}", SEVERAL)).contains("team=~\"a|b\"", "env!=\"dev\"");
    }

    @Test
    void haveEachSelectorWithTheTenantsMatcher() {
        Params enforced =
                params.enforced(Params.of("match[]=up&start=1", "match[]=%7Bjob%3D%22x%22%7D"), Access.SELECTORS, A);

        assertThat(enforced.every("match[]"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("team=\"a\""));
        assertThat(enforced.first("start")).isEqualTo("1");
    }

    @Test
    void askForTheTenantsSeriesWhereTheyWouldAskForAll() {
        Params enforced = params.enforced(Params.of("", "start=1"), Access.SELECTORS, A);

        assertThat(enforced.every("match[]")).containsExactly("{team=\"a\"}");
    }

    @Test
    void areNotTakenForSelectorsIfTheyAreExpressions() {
        assertThatThrownBy(() -> params.enforced(Params.of("", "match[]=up+or+down"), Access.SELECTORS, A))
                .isInstanceOf(QueryException.class);
    }

    /** Only one value is looked at later, but which one is not this class's business. */
    @Test
    void haveAllExpressionsEnforced() {
        Params enforced = params.enforced(Params.of("query=x", "query=y"), Access.EXPRESSION, A);

        assertThat(enforced.every("query")).containsExactly("x{team=\"a\"}", "y{team=\"a\"}");
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOTE_READ", "ANSWER", "NOTHING"})
    void areLeftAloneWhereTheyAreNotPromql(Access access) {
        Params given = Params.of("", "match[]=x&type=alert");

        assertThat(params.enforced(given, access, A)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{team=~\".*\"}", "{team!=\"b\"}", "up", "{__name__=~\"a.*\",team=\"a\"}"})
    void needATenantWhoseSeriesCanBeTold(String selector) {
        assertThatThrownBy(() -> tenant(selector, OnConflict.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }
}
