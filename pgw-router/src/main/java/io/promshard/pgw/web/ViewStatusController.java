package io.promshard.pgw.web;

import io.promshard.pgw.merge.Conflict;
import io.promshard.pgw.merge.GatewayView;
import io.promshard.pgw.merge.View;
import io.promshard.pgw.merge.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells what the last merged view was made of. Makes none. */
@RestController
class ViewStatusController {

    private final Views views;

    ViewStatusController(Views views) {
        this.views = views;
    }

    /** A 404 before the first scrape. */
    @GetMapping("/api/v1/view")
    ResponseEntity<ViewStatus> view() {
        @Nullable View view = views.last();
        return view == null ? ResponseEntity.notFound().build() : ResponseEntity.ok(ViewStatus.of(view));
    }

    /** A view in numbers. */
    record ViewStatus(
            Instant gatheredAt, int groups, int series, List<GatewayStatus> gateways, List<Disagreement> conflicts) {

        private static ViewStatus of(View view) {
            return new ViewStatus(
                    view.gatheredAt(),
                    view.groups().size(),
                    view.size(),
                    view.gateways().stream()
                            .map(gateway -> GatewayStatus.of(gateway, view.gatheredAt()))
                            .toList(),
                    view.conflicts().stream().map(Disagreement::of).toList());
        }
    }

    /** A gateway in a view. */
    record GatewayStatus(
            String id,
            String state,
            @Nullable Double ageSeconds,
            int groups,
            @Nullable String failure) {

        private static GatewayStatus of(GatewayView gateway, Instant at) {
            return new GatewayStatus(
                    gateway.gateway().id(),
                    gateway.state().name().toLowerCase(Locale.ROOT),
                    gateway.takenAt() == null
                            ? null
                            : Duration.between(gateway.takenAt(), at).toNanos() / 1e9,
                    gateway.groups(),
                    gateway.failure());
        }
    }

    /** What gateways disagree on. */
    record Disagreement(String kind, String family, String what) {

        private static Disagreement of(Conflict conflict) {
            return new Disagreement(
                    conflict.kind().name().toLowerCase(Locale.ROOT), conflict.family(), conflict.what());
        }
    }
}
