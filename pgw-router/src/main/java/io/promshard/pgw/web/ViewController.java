package io.promshard.pgw.web;

import io.promshard.pgw.exposition.Format;
import io.promshard.pgw.exposition.Negotiation;
import io.promshard.pgw.merge.GatewayView;
import io.promshard.pgw.merge.NoViewException;
import io.promshard.pgw.merge.View;
import io.promshard.pgw.merge.Views;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The groups of all gateways as one exposition, in the forms that a Pushgateway has. Whole, or not at all. */
@RestController
class ViewController {

    static final String MISSING = "X-Pgw-Missing";

    private final Views views;
    private final ReadLimit limit;
    private final ReadListener listener;

    ViewController(Views views, ReadLimit limit, ReadListener listener) {
        this.views = views;
        this.limit = limit;
        this.listener = listener;
    }

    @GetMapping("/metrics")
    void metrics(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        Format format = Negotiation.of(Objects.requireNonNullElse(request.getHeader("Accept"), ""));
        boolean gzip = Negotiation.gzip(Objects.requireNonNullElse(request.getHeader("Accept-Encoding"), ""));
        int status = limit.tryEnter() ? answer(format, gzip, response) : refuse(limit.complaint(), response);
        listener.scraped(format.kind().name(), status);
    }

    private int answer(Format format, boolean gzip, HttpServletResponse response)
            throws IOException, InterruptedException {
        try {
            write(views.current(), format, gzip, response);
            return 200;
        } catch (NoViewException e) {
            return refuse(String.valueOf(e.getMessage()), response);
        } finally {
            limit.leave();
        }
    }

    private static void write(View view, Format format, boolean gzip, HttpServletResponse response) throws IOException {
        byte[] exposition = view.exposition(format, gzip);
        String missing = GatewayNames.of(view, GatewayView.State.MISSING);
        if (!missing.isEmpty()) {
            response.setHeader(MISSING, missing);
        }
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(format.contentType());
        response.setContentLength(exposition.length);
        response.getOutputStream().write(exposition);
    }

    private static int refuse(String why, HttpServletResponse response) throws IOException {
        byte[] text = (why + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(503);
        response.setHeader("Retry-After", "1");
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
        return 503;
    }
}
