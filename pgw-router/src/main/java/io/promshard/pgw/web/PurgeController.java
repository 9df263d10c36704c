package io.promshard.pgw.web;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.upkeep.Purge;
import io.promshard.pgw.upkeep.PurgeReport;
import io.promshard.pgw.upkeep.Purger;
import io.promshard.shard.routing.RingViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deletes groups on all gateways, and says what became of it on each. */
@RestController
class PurgeController {

    private static final int DONE = 200;

    /** As a Pushgateway answers a wipe. */
    private static final int WIPED = 202;

    private final Purger purger;
    private final RingViews views;
    private final Admin admin;

    PurgeController(Purger purger, RingViews views, Admin admin) {
        this.purger = purger;
        this.views = views;
        this.admin = admin;
    }

    @DeleteMapping("/api/v1/groups")
    ResponseEntity<Object> delete(HttpServletRequest request) throws InterruptedException {
        return answer(request, PurgeRequests::deletion, DONE);
    }

    @PutMapping("/api/v1/admin/wipe")
    ResponseEntity<Object> wipe(HttpServletRequest request) throws InterruptedException {
        return answer(request, PurgeRequests::wipe, WIPED);
    }

    private ResponseEntity<Object> answer(HttpServletRequest request, Reading reading, int complete)
            throws InterruptedException {
        Optional<ResponseEntity<Object>> refusal = admin.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Purge order;
        try {
            order = reading.of(request);
        } catch (IllegalArgumentException e) {
            return Admin.error(400, String.valueOf(e.getMessage()));
        }
        if (views.current().members().isEmpty()) {
            return Admin.error(503, "there is no gateway");
        }
        try {
            Optional<PurgeReport> report = purger.purge(order);
            return report.map(made -> PurgeAnswers.of(made, order, complete))
                    .orElseGet(() -> Admin.error(503, "another order is being carried out, ask again"));
        } catch (BoardException e) {
            return Admin.error(503, "others cannot be told: " + e.getMessage());
        }
    }

    /** What a request orders. */
    private interface Reading {
        Purge of(HttpServletRequest request);
    }
}
