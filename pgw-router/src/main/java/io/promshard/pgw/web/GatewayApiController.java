package io.promshard.pgw.web;

import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.scrape.GatewayReader;
import io.promshard.pgw.scrape.MergedList;
import io.promshard.pgw.web.GatewayFanOut.Answers;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API of a Pushgateway over all of them. Nothing here comes from earlier snapshots: who does not answer is named in the member
 * {@code warnings}.
 *
 * @see <a href="https://github.com/prometheus/pushgateway#query-api">Query API</a>
 */
@RestController
class GatewayApiController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RingViews rings;
    private final GatewayFanOut gateways;
    private final GatewayReader reader;
    private final ReadLimit limit;
    private final RouterStatus own;

    GatewayApiController(
            RingViews rings, GatewayFanOut gateways, GatewayReader reader, ReadLimit limit, RouterStatus own) {
        this.rings = rings;
        this.gateways = gateways;
        this.reader = reader;
        this.limit = limit;
        this.own = own;
    }

    @RequestMapping(path = "/api/v1/{metrics:metrics|status}", method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options() {
        return ResponseEntity.ok().headers(crossSite()).build();
    }

    @GetMapping("/api/v1/metrics")
    ResponseEntity<byte[]> metrics() throws InterruptedException {
        return limited(this::list);
    }

    @GetMapping("/api/v1/status")
    ResponseEntity<byte[]> status() throws InterruptedException {
        return limited(this::statuses);
    }

    private ResponseEntity<byte[]> limited(Answer answer) throws InterruptedException {
        if (!limit.tryEnter()) {
            return unavailable(limit.complaint());
        }
        try {
            return answer.make(rings.current());
        } finally {
            limit.leave();
        }
    }

    private ResponseEntity<byte[]> list(RingView ring) throws InterruptedException {
        Answers answers = gateways.ask(ring, reader::list);
        List<String> warnings = new ArrayList<>(answers.failures());
        MergedList merged = new MergedList();
        int read = 0;
        for (Map.Entry<String, byte[]> answer : answers.bodies().entrySet()) {
            try {
                merged.add(answer.getValue());
                read++;
            } catch (ExpositionException e) {
                warnings.add(answer.getKey() + ": " + e.getMessage());
            }
        }
        return read == 0 ? unavailable("no gateway answered: " + warnings) : ok(merged.toJson(warnings));
    }

    private ResponseEntity<byte[]> statuses(RingView ring) throws InterruptedException {
        Answers answers = gateways.ask(ring, reader::status);
        List<String> warnings = new ArrayList<>(answers.failures());
        Map<String, JsonNode> each = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> answer : answers.bodies().entrySet()) {
            try {
                each.put(answer.getKey(), JSON.readTree(answer.getValue()).path("data"));
            } catch (JacksonException e) {
                warnings.add(answer.getKey() + ": the status is not the JSON it should be: " + e.getOriginalMessage());
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", "success");
        document.put("data", own.with(each));
        if (!warnings.isEmpty()) {
            document.put("warnings", warnings);
        }
        return ok(JSON.writeValueAsBytes(document));
    }

    private static ResponseEntity<byte[]> ok(byte[] json) {
        return ResponseEntity.ok()
                .headers(crossSite())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }

    private static ResponseEntity<byte[]> unavailable(String why) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("status", "error");
        error.put("errorType", "unavailable");
        error.put("error", why);
        return ResponseEntity.status(503)
                .headers(crossSite())
                .header("Retry-After", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsBytes(error));
    }

    /** As a Pushgateway lets other sites' scripts read it. */
    private static HttpHeaders crossSite() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin");
        headers.set("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Expose-Headers", "Date");
        headers.set("Cache-Control", "no-cache, no-store, must-revalidate");
        return headers;
    }

    /** What is answered while there is a place. */
    private interface Answer {
        ResponseEntity<byte[]> make(RingView ring) throws InterruptedException;
    }
}
