package io.promshard.query.wire;

/**
 * A series of a vector or matrix.
 *
 * @param metric the JSON object of its labels
 * @param rest what follows that object, from the comma up to the bracket that ends the series:
 *     {@code ,"values":[[1,"2"]]}} with both brackets
 */
public record SeriesSlice(Slice metric, Slice rest) {}
