package io.promshard.shard.consul;

import com.fasterxml.jackson.annotation.Nulls;
import io.promshard.shard.consul.ConsulException.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Consul's JSON: names in its own capitals, much more in it than is read, no nulls inside lists and maps. */
public final class ConsulJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private ConsulJson() {}

    /**
     * Reads what Consul wrote.
     *
     * @throws Refused if it is anything else
     */
    public static <T> T read(String body, TypeReference<T> type) throws Refused {
        try {
            @Nullable T value = JSON.readValue(body, type);
            if (value == null) {
                throw new Refused("the answer is null");
            }
            return value;
        } catch (JacksonException e) {
            throw new Refused("the answer is not the JSON it should be: " + e.getOriginalMessage());
        }
    }

    public static String write(Object object) {
        return JSON.writeValueAsString(object);
    }
}
