package io.promshard.query.tenancy;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.error.QueryException;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.request.Params;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Puts a tenant's matchers into the PromQL of a request's parameters, before anybody else reads them. What cannot be parsed is refused
 * here: nothing unread gets by.
 */
public final class TenantParams {

    private static final String SELECTOR = "match[]";
    private static final String EXPRESSION = "query";

    private final PromqlParser parser;

    /** @param parser that later reads them as well */
    public TenantParams(PromqlParser parser) {
        this.parser = parser;
    }

    /**
     * The parameters of the request that the tenant may make.
     *
     * @throws QueryException if one cannot be parsed, or is refused
     */
    public Params enforced(Params params, Access access, Tenant tenant) {
        return switch (access) {
            case EXPRESSION -> replaced(params, EXPRESSION, text -> expression(text, tenant));
            case SELECTORS -> selectors(params, tenant);
            case REMOTE_READ, ANSWER, NOTHING -> params;
        };
    }

    private Params selectors(Params params, Tenant tenant) {
        if (params.every(SELECTOR).isEmpty()) {
            Param all = new Param(SELECTOR, PromqlPrinter.printExactly(everything(tenant)));
            return new Params(
                    Stream.concat(params.all().stream(), Stream.of(all)).toList());
        }
        return replaced(params, SELECTOR, text -> selector(text, tenant));
    }

    private VectorSelector everything(Tenant tenant) {
        return parser.parseSelector("{__name__!=\"\"}").withMatchers(tenant.matchers());
    }

    private static Params replaced(Params params, String name, UnaryOperator<String> by) {
        List<Param> all = params.all().stream()
                .map(param -> param.name().equals(name) ? new Param(name, by.apply(param.value())) : param)
                .toList();
        return new Params(all);
    }

    private String expression(String text, Tenant tenant) {
        try {
            return PromqlPrinter.printExactly(tenant.enforced(parser.parse(text)));
        } catch (ParseException e) {
            throw QueryException.badParam(EXPRESSION, String.valueOf(e.getMessage()));
        }
    }

    private String selector(String text, Tenant tenant) {
        try {
            return PromqlPrinter.printExactly(tenant.enforced(parser.parseSelector(text)));
        } catch (ParseException e) {
            throw QueryException.badParam(SELECTOR, String.valueOf(e.getMessage()));
        }
    }
}
