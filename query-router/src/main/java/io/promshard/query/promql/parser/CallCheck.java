package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.Quotes;
import java.util.List;

/** Whether a function is called with what it takes. */
final class CallCheck {

    private final Errors errors;
    private final SelectorCheck selectors;
    private final TypeCheck types;

    CallCheck(Errors errors, SelectorCheck selectors, TypeCheck types) {
        this.errors = errors;
        this.selectors = selectors;
        this.types = types;
    }

    void check(Call call) {
        checkCount(call);
        boolean info = call.function().name().equals("info") && call.args().size() > 1;
        if (info) {
            checkInfo(call);
        }
        FunctionSignature function = call.function();
        List<ValueType> wanted = function.argTypes();
        int checked = function.variadic() == 0
                ? Math.min(wanted.size(), call.args().size())
                : call.args().size();
        for (int i = 0; i < checked; i++) {
            ValueType type = wanted.get(Math.min(i, wanted.size() - 1));
            checkArg(call, call.args().get(i), type, info && i == 1);
        }
    }

    private void checkCount(Call call) {
        FunctionSignature function = call.function();
        int args = call.args().size();
        int types = function.argTypes().size();
        if (function.variadic() == 0) {
            checkCount(call, args == types, "expected " + types);
        } else {
            checkCount(call, args >= types - 1, "expected at least " + (types - 1));
            int most = types - 1 + function.variadic();
            checkCount(call, function.variadic() < 0 || args <= most, "expected at most " + most);
        }
    }

    private void checkCount(Call call, boolean valid, String expected) {
        if (!valid) {
            errors.add(
                    call.position(),
                    expected + " argument(s) in call to "
                            + Quotes.quote(call.function().name()) + ", got "
                            + call.args().size());
        }
    }

    /** @throws ParseException if the second argument is no selector, over which Prometheus' parser panics */
    private void checkInfo(Call call) {
        Expr labels = call.args().get(1);
        if (!(labels instanceof VectorSelector selector)) {
            throw ParseException.unexpected(labels.position());
        }
        if (!selector.name().isEmpty()) {
            errors.add(selector.position(), "expected label selectors only, got vector selector instead");
        }
    }

    private void checkArg(Call call, Expr arg, ValueType type, boolean infoLabels) {
        if (infoLabels && arg instanceof VectorSelector selector) {
            selectors.checkLabels(selector);
        } else {
            types.expect(
                    arg,
                    type,
                    "call to function " + Quotes.quote(call.function().name()));
        }
    }
}
