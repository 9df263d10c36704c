package io.promshard.query.engine.range;

import io.promshard.query.engine.Annotation;
import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.EngineException;
import io.promshard.query.promql.ast.PositionRange;

/** The call of a range function at one step of one series, and where its result goes. One object serves a whole call. */
final class RangeCall {

    private final String function;
    private final double[][] numbers;
    private final PositionRange position;
    private final Annotations notes;
    private ColumnBuilder out = new ColumnBuilder(0);
    private int step;
    private long time;

    /**
     * A call.
     *
     * @param numbers of each scalar argument, one for each step
     * @param position of the first argument, which annotations are about
     */
    RangeCall(String function, double[][] numbers, PositionRange position, Annotations notes) {
        this.function = function;
        this.numbers = numbers;
        this.position = position;
        this.notes = notes;
    }

    void moveTo(int newStep, long newTime, ColumnBuilder newOut) {
        step = newStep;
        time = newTime;
        out = newOut;
    }

    /** When the step is. */
    long time() {
        return time;
    }

    /** The scalar argument of that number among them. */
    double number(int index) {
        return numbers[index][step];
    }

    void result(double value) {
        out.set(step, value);
    }

    ColumnBuilder out() {
        return out;
    }

    int step() {
        return step;
    }

    PositionRange position() {
        return position;
    }

    void note(Annotation annotation) {
        notes.add(annotation);
    }

    /** What shards print of histograms does not tell. */
    EngineException.Unsupported unsupported() {
        return new EngineException.Unsupported(function + "() of native histograms of several shards");
    }
}
