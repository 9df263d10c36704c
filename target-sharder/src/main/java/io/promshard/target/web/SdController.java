package io.promshard.target.web;

import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.agent.serve.AgentPoll;
import io.promshard.target.publish.Version;
import io.promshard.target.publish.sd.Reply;
import io.promshard.target.publish.sd.SdEndpoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where collectors and agents ask for their targets. */
@RestController
final class SdController {

    private static final String NONE = "";

    private final SdEndpoint endpoint;
    private final AgentDesk agents;

    SdController(SdEndpoint endpoint, AgentDesk agents) {
        this.endpoint = endpoint;
        this.agents = agents;
    }

    /** A job may have slashes in its name. */
    @GetMapping("/sd/{group}/{collector}/{*job}")
    ResponseEntity<byte[]> list(
            @PathVariable String group,
            @PathVariable String collector,
            @PathVariable String job,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = NONE) String ifNoneMatch,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = NONE) String acceptEncoding) {
        return answer(endpoint.answer(group, collector, job.substring(1), ifNoneMatch, acceptEncoding));
    }

    /** Waits on the request's virtual thread. */
    @GetMapping("/api/v1/agent/{group}/{collector}")
    ResponseEntity<byte[]> poll(
            @PathVariable String group,
            @PathVariable String collector,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "0") String applied,
            @RequestParam(defaultValue = NONE) String agent,
            @RequestParam(defaultValue = NONE) String error,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = NONE) String acceptEncoding)
            throws InterruptedException {
        return answer(agents.poll(new AgentPoll(
                group, collector, Version.parse(after), Version.parse(applied), agent, error, acceptEncoding)));
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<byte[]> refuse(IllegalArgumentException e) {
        return answer(Reply.badRequest(String.valueOf(e.getMessage())));
    }

    private static ResponseEntity<byte[]> answer(Reply reply) {
        HttpHeaders headers = new HttpHeaders();
        reply.headers().forEach(headers::set);
        return ResponseEntity.status(reply.status()).headers(headers).body(reply.body());
    }
}
