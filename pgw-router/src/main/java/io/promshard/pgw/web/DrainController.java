package io.promshard.pgw.web;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.upkeep.Lives;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingViews;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes gateways out of service and puts them back. All routers do so, and know it after a restart. */
@RestController
class DrainController {

    private final RingViews views;
    private final Lives lives;
    private final Admin admin;

    DrainController(RingViews views, Lives lives, Admin admin) {
        this.views = views;
        this.lives = lives;
        this.admin = admin;
    }

    /** @param gateway its id, as {@code /api/v1/ring} has it */
    @PutMapping("/api/v1/drain")
    ResponseEntity<Object> drain(@RequestParam String gateway) throws InterruptedException {
        Optional<ResponseEntity<Object>> refusal = admin.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (views.current().members().stream().map(Member::id).noneMatch(gateway::equals)) {
            return Admin.error(404, "there is no gateway " + gateway);
        }
        try {
            lives.drain(gateway);
            return ResponseEntity.ok(Map.of("gateway", gateway, "drained", true));
        } catch (BoardException e) {
            return Admin.error(503, "others cannot be told: " + e.getMessage());
        }
    }

    /** One that is no member any more, too. */
    @DeleteMapping("/api/v1/drain")
    ResponseEntity<Object> undrain(@RequestParam String gateway) throws InterruptedException {
        Optional<ResponseEntity<Object>> refusal = admin.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            lives.undrain(gateway);
            return ResponseEntity.ok(Map.of("gateway", gateway, "drained", false));
        } catch (BoardException e) {
            return Admin.error(503, "others cannot be told: " + e.getMessage());
        }
    }
}
