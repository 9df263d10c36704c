package io.promshard.target.web;

/** An error in Prometheus' envelope. */
record Failure(String status, String errorType, String error) {

    /** In Prometheus' words where it has one for the status. */
    static Failure of(int status, String error) {
        return new Failure("error", type(status), error);
    }

    private static String type(int status) {
        return switch (status) {
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 409 -> "not_leader";
            case 429, 503 -> "unavailable";
            default -> status < 500 ? "bad_data" : "internal";
        };
    }
}
