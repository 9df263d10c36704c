package io.promshard.query.engine;

/** Counts the samples that a query holds. Used by one thread. */
public final class SampleBudget {

    private final long most;
    private long held;

    /** Of so many samples. */
    public SampleBudget(long most) {
        this.most = most;
    }

    /**
     * Takes an operand into account.
     *
     * @throws EngineException.Execution if the query holds too many samples
     */
    public void take(Operand operand) {
        held += size(operand);
        if (held > most) {
            throw new EngineException.Execution(
                    "query processing would load too many samples into memory in query execution");
        }
    }

    /** Leaves an operand out of account, as what computed with it is through. */
    public void free(Operand operand) {
        held -= size(operand);
    }

    private static long size(Operand operand) {
        return switch (operand) {
            case Operand.Scalars scalars -> scalars.values().length;
            case Operand.InstantVector vector ->
                vector.series().stream()
                        .mapToLong(series -> series.column().size())
                        .sum();
            case Operand.RangeVector range ->
                range.series().stream().mapToLong(RangeSeries::size).sum();
            case Operand.Text text -> 0;
        };
    }
}
