package io.promshard.pgw.web;

import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Says whether orders are taken over HTTP. */
@Component
final class Admin {

    private final boolean enabled;

    Admin(@Value("${pgw-router.admin.enabled:false}") boolean enabled) {
        this.enabled = enabled;
    }

    boolean enabled() {
        return enabled;
    }

    /** The refusal of an order, unless orders are taken. */
    Optional<ResponseEntity<Object>> refusal() {
        return enabled
                ? Optional.empty()
                : Optional.of(error(
                        403, "orders are not taken over HTTP: set pgw-router.admin.enabled=true to have them taken"));
    }

    static ResponseEntity<Object> error(int status, String message) {
        return ResponseEntity.status(status).body(Map.of("error", message));
    }
}
