package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.text.Quotes;
import java.util.ArrayList;
import java.util.List;

/** Calls of functions, and the arguments of aggregations. */
final class CallParser {

    private final TokenStream tokens;
    private final ParserOptions options;
    private final ExprParser exprs;

    CallParser(TokenStream tokens, ParserOptions options, ExprParser exprs) {
        this.tokens = tokens;
        this.options = options;
        this.exprs = exprs;
    }

    /** @param name of the function, behind which a parenthesis stands */
    Expr parse(Token name) {
        List<Expr> args = args();
        FunctionSignature function = Functions.find(name.text())
                .orElseThrow(() -> error(name, "unknown function with name " + Quotes.quote(name.text())));
        if (function.experimental() && !options.experimentalFunctions()) {
            throw error(name, "function " + Quotes.quote(name.text()) + " is not enabled");
        }
        return new Call(function, args, new PositionRange(name.start(), tokens.closingParen()));
    }

    /** Expressions in parentheses. */
    List<Expr> args() {
        List<Expr> args = new ArrayList<>();
        tokens.expect(TokenType.LEFT_PAREN);
        if (!tokens.sees(TokenType.RIGHT_PAREN)) {
            args.add(exprs.parse());
            while (tokens.sees(TokenType.COMMA)) {
                args.add(arg(tokens.next()));
            }
        }
        tokens.expect(TokenType.RIGHT_PAREN);
        return args;
    }

    private Expr arg(Token comma) {
        if (!tokens.peek().type().startsExpr()) {
            throw error(comma, "trailing commas not allowed in function call args");
        }
        return exprs.parse();
    }

    private ParseException error(Token token, String reason) {
        return tokens.error(token.position(), reason);
    }
}
