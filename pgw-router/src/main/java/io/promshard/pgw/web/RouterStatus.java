package io.promshard.pgw.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the router says of itself where a gateway would.
 *
 * @param version of the router; empty if it was not built by Maven
 * @param flags its main settings
 */
public record RouterStatus(String version, Instant startTime, Map<String, String> flags) {

    /** In the shape of a gateway's status, with those of the gateways beside it. */
    Map<String, Object> with(Map<String, ?> gateways) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put(
                "build_information",
                Map.of(
                        "branch", "",
                        "buildDate", "",
                        "buildUser", "",
                        "goVersion", "",
                        "revision", "",
                        "version", version));
        status.put("flags", flags);
        status.put("start_time", startTime.toString());
        status.put("gateways", gateways);
        return status;
    }
}
