package io.promshard.query.engine.function;

import io.promshard.query.engine.Logarithms;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number, as Go's {@code math} has them. */
final class MathFunctions {

    static final Map<String, VectorFunction> ALL = all();

    private static final double LN_2 = 0.6931471805599453;

    /** From there on x*x + 1 is x*x. */
    private static final double LARGE = 1 << 28;

    private MathFunctions() {}

    private static Map<String, VectorFunction> all() {
        Map<String, VectorFunction> all = new HashMap<>();
        numbers().forEach((name, f) -> all.put(name, arguments -> Floats.map(arguments.series(0), f)));
        return Map.copyOf(all);
    }

    private static Map<String, DoubleUnaryOperator> numbers() {
        return Map.ofEntries(
                Map.entry("abs", Math::abs),
                Map.entry("ceil", Math::ceil),
                Map.entry("floor", Math::floor),
                Map.entry("exp", Math::exp),
                Map.entry("sqrt", Math::sqrt),
                Map.entry("ln", Math::log),
                Map.entry("log2", Logarithms::log2),
                Map.entry("log10", Logarithms::log10),
                Map.entry("sin", Math::sin),
                Map.entry("cos", Math::cos),
                Map.entry("tan", Math::tan),
                Map.entry("asin", Math::asin),
                Map.entry("acos", Math::acos),
                Map.entry("atan", Math::atan),
                Map.entry("sinh", Math::sinh),
                Map.entry("cosh", Math::cosh),
                Map.entry("tanh", Math::tanh),
                Map.entry("asinh", MathFunctions::asinh),
                Map.entry("acosh", MathFunctions::acosh),
                Map.entry("atanh", MathFunctions::atanh),
                Map.entry("rad", x -> x * Math.PI / 180),
                Map.entry("deg", x -> x * 180 / Math.PI),
                Map.entry("sgn", x -> x < 0 ? -1 : x > 0 ? 1 : x));
    }

    private static double asinh(double x) {
        double size = Math.abs(x);
        if (size > LARGE) {
            return Math.copySign(Math.log(size) + LN_2, x);
        }
        double root = Math.sqrt(size * size + 1);
        double result = size > 2 ? Math.log(2 * size + 1 / (root + size)) : Math.log1p(size + size * size / (1 + root));
        return Math.copySign(result, x);
    }

    private static double acosh(double x) {
        if (x >= LARGE) {
            return Math.log(x) + LN_2;
        }
        if (x > 2) {
            return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
        }
        double above = x - 1;
        return Math.log1p(above + Math.sqrt(2 * above + above * above));
    }

    private static double atanh(double x) {
        double size = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * size / (1 - size)), x);
    }
}
