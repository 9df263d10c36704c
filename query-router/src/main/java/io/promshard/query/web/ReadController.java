package io.promshard.query.web;

import io.promshard.query.error.QueryException;
import io.promshard.query.exec.RemoteRead;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.ReadRequestCodec;
import io.promshard.query.request.Params;
import io.promshard.query.service.ReadService;
import io.promshard.query.wire.MalformedAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Remote read. Its errors are lines of text, as those of a Prometheus. */
@RestController
final class ReadController {

    private final ReadService service;
    private final Requests requests;
    private final Replies replies;

    ReadController(ReadService service, Requests requests, Replies replies) {
        this.service = service;
        this.requests = requests;
        this.replies = replies;
    }

    @PostMapping("/api/v1/read")
    void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        replies.raw(request, response, notes -> {
            ReadRequest read = ofTenant(request, decoded(requests.upload(request)));
            notes.params(new Params(RemoteRead.told(read.queries()).params()));
            return () -> service.read(read);
        });
    }

    private static ReadRequest ofTenant(HttpServletRequest request, ReadRequest read) {
        return TenantScope.of(request)
                .map(scope -> new ReadRequest(
                        read.queries().stream()
                                .map(query -> query.withMatchers(scope.tenant().enforced(query.matchers())))
                                .toList(),
                        read.type()))
                .orElse(read);
    }

    private static ReadRequest decoded(byte[] body) {
        try {
            return ReadRequestCodec.decode(body);
        } catch (MalformedAnswer | IllegalArgumentException e) {
            throw QueryException.badData(String.valueOf(e.getMessage()));
        }
    }
}
