package io.promshard.query.model;

/**
 * A bucket of a native histogram, as the API prints it: {@code [0,"0.5","1","21"]}.
 *
 * @param boundaries which bounds belong to it: 0 the upper, 1 the lower, 2 none, 3 both
 */
public record HistogramBucket(int boundaries, double lower, double upper, double count) {

    public HistogramBucket withCount(double newCount) {
        return new HistogramBucket(boundaries, lower, upper, newCount);
    }
}
