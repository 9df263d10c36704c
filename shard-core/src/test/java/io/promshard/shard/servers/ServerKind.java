package io.promshard.shard.servers;

import java.util.List;
import java.util.stream.Stream;

/** The servers that can be started, and where each comes from. Without an image is what only runs as a local program. */
public enum ServerKind {
    CONSUL("consul", "consul", "hashicorp/consul:1.20", "/v1/status/leader"),
    PUSHGATEWAY("pushgateway", "prometheus-pushgateway", "prom/pushgateway:v1.11.0", "/-/ready"),
    PROMETHEUS("prometheus", "prometheus", "prom/prometheus:v3.5.0", "/-/ready"),
    CHROMEDRIVER("chromedriver", "chromedriver", "", "/status");

    private final String program;
    private final String debianProgram;
    private final String image;
    private final String readyPath;

    ServerKind(String program, String debianProgram, String image, String readyPath) {
        this.program = program;
        this.debianProgram = debianProgram;
        this.image = image;
        this.readyPath = readyPath;
    }

    /** Its name as upstream calls it, in the image too. */
    String program() {
        return program;
    }

    /** Its names as a local program. */
    List<String> binaries() {
        return Stream.of(program, debianProgram).distinct().toList();
    }

    /** Programs of which it needs one beside it; empty if it needs none. */
    List<String> companions() {
        return this == CHROMEDRIVER ? List.of("chromium", "chromium-browser", "google-chrome") : List.of();
    }

    String image() {
        return image;
    }

    /** Answers 200 once it is ready; a Consul without a leader answers 200 and an empty string. */
    String readyPath() {
        return readyPath;
    }
}
