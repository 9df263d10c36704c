package io.promshard.pgw.web;

import io.promshard.pgw.merge.NoViewException;
import io.promshard.pgw.merge.View;
import io.promshard.pgw.merge.Views;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the groups of the merged view without their metrics: where each is, where it belongs, and when it was pushed. */
@RestController
class GroupListController {

    private final Views views;
    private final RingViews rings;
    private final PushRouter router;
    private final ReadLimit reads;
    private final Clock clock;

    GroupListController(Views views, RingViews rings, PushRouter router, ReadLimit reads, Clock clock) {
        this.views = views;
        this.rings = rings;
        this.router = router;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * A page of the groups that the filter leaves. Makes a merged view, as a scrape does, or takes the one just made.
     *
     * @param filter words that all must be found in a group's labels or among its gateways, whatever their case
     * @param sort what comes first: {@code labels}, {@code oldest}, {@code newest}, {@code failed}
     * @param limit of groups on the page, at most {@value GroupQuery#MOST}
     * @param offset of groups before the page
     */
    @GetMapping("/api/v1/groups")
    ResponseEntity<Object> groups(
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "labels") String sort,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int offset)
            throws InterruptedException {
        GroupQuery query;
        try {
            query = GroupQuery.of(filter, sort, limit, offset);
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
        return reads.tryEnter() ? answer(query) : error(503, reads.complaint());
    }

    private ResponseEntity<Object> answer(GroupQuery query) throws InterruptedException {
        try {
            View view = views.current();
            RingView ring = rings.current();
            return ResponseEntity.ok(query.page(view, key -> router.owners(ring, key), clock.instant()));
        } catch (NoViewException e) {
            return error(503, String.valueOf(e.getMessage()));
        } finally {
            reads.leave();
        }
    }

    private static ResponseEntity<Object> error(int status, String message) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        return (status == 503 ? answer.header("Retry-After", "1") : answer).body(Map.of("error", message));
    }
}
