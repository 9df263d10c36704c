package io.promshard.target.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An answer in Prometheus' envelope.
 *
 * @param warnings what the reader should know of the data; left out if there is nothing
 */
record Success<T>(
        String status,
        T data,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

    static <T> Success<T> of(T data) {
        return with(data, List.of());
    }

    static <T> Success<T> with(T data, List<String> warnings) {
        return new Success<>("success", data, warnings);
    }
}
