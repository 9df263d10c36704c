package io.promshard.query.faults;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a shard with a series {@code temp{room="its name"}} answers. */
final class Bodies {

    private Bodies() {}

    static String of(String shard, String path) {
        String endpoint = path.replaceFirst("\\?.*", "");
        return switch (endpoint) {
            case "/api/v1/query" -> vector(series(shard));
            case "/api/v1/query_range" ->
                data("{\"resultType\":\"matrix\",\"result\":[{\"metric\":" + labels(shard)
                        + ",\"values\":[[4,\"1\"]]}]}");
            case "/api/v1/series" -> data("[" + labels(shard) + "]");
            case "/api/v1/labels" -> data("[\"__name__\",\"room\",\"only_" + shard + "\"]");
            case "/api/v1/status/config" -> data("{\"yaml\":\"\"}");
            case "/api/v1/status/buildinfo" -> data("{\"version\":\"3.5.3\"}");
            case "/api/v1/rules" -> data("{\"groups\":[]}");
            default -> data("[]");
        };
    }

    /** A vector of so many series, which is more than a response's buffer holds from some hundred on. */
    static String manySeries(int count) {
        return vector(IntStream.range(0, count).mapToObj(i -> series("r" + i)).collect(Collectors.joining(",")));
    }

    static String vector(String series) {
        return data("{\"resultType\":\"vector\",\"result\":[" + series + "]}");
    }

    static String error(String type, String text) {
        return "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + text + "\"}";
    }

    private static String data(String json) {
        return "{\"status\":\"success\",\"data\":" + json + "}";
    }

    private static String series(String room) {
        return "{\"metric\":" + labels(room) + ",\"value\":[4,\"1\"]}";
    }

    private static String labels(String room) {
        return "{\"__name__\":\"temp\",\"room\":\"" + room + "\"}";
    }
}
