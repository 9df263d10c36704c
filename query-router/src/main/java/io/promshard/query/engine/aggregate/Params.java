package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.EngineException;
import io.promshard.query.promql.text.NumberForms;

/** The parameters of an aggregation, one for each step. */
final class Params {

    private Params() {}

    /** The largest one, or NaN if one is. */
    static double max(double[] params) {
        double max = Double.NEGATIVE_INFINITY;
        for (double param : params) {
            max = Math.max(max, param);
        }
        return max;
    }

    /** The smallest one, or NaN if one is. */
    static double min(double[] params) {
        double min = Double.POSITIVE_INFINITY;
        for (double param : params) {
            min = Math.min(min, param);
        }
        return min;
    }

    /**
     * How many series are wanted.
     *
     * @throws EngineException.Execution if it is no number of 64 bits
     */
    static int count(double param, int most) {
        if (!(param >= -0x1p63 && param <= 0x1p63 - 1024)) {
            throw new EngineException.Execution("Scalar value " + NumberForms.general(param) + " overflows int64");
        }
        return (int) Math.max(0, Math.min((long) param, most));
    }
}
