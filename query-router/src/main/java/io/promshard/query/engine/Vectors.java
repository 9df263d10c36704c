package io.promshard.query.engine;

import java.util.List;

/**
 * What a leaf gave: an instant vector for each time of the grid it was asked for.
 *
 * @param series with different labels
 * @param warnings as the API prints them
 * @param infos as the API prints them
 */
public record Vectors(List<Series> series, List<String> warnings, List<String> infos) {

    public Vectors {
        series = List.copyOf(series);
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }

    /** Nobody had anything to say about them. */
    public static Vectors of(List<Series> series) {
        return new Vectors(series, List.of(), List.of());
    }
}
