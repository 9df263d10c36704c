package io.promshard.query.web;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.error.QueryException;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.ReadRequestCodec;
import io.promshard.query.request.Params;
import io.promshard.query.service.ReadService;
import io.promshard.query.wire.MalformedAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            ReadRequest read = decoded(requests.upload(request));
            notes.params(asked(read));
            return () -> service.read(read);
        });
    }

    private static ReadRequest decoded(byte[] body) {
        try {
            return ReadRequestCodec.decode(body);
        } catch (MalformedAnswer | IllegalArgumentException e) {
            throw QueryException.badData(String.valueOf(e.getMessage()));
        }
    }

    /** What parameters would say the same, for reports. */
    private static Params asked(ReadRequest request) {
        return new Params(
                request.queries().stream().flatMap(ReadController::asked).toList());
    }

    private static Stream<Param> asked(ReadQuery query) {
        String selector =
                query.matchers().stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"));
        return Stream.of(
                new Param("match[]", selector),
                new Param("start", Long.toString(query.startMillis())),
                new Param("end", Long.toString(query.endMillis())));
    }
}
