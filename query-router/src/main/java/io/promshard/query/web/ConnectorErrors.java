package io.promshard.query.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Words the errors that Tomcat finds before any of our code runs, such as a malformed request line. Has no state. */
public final class ConnectorErrors extends ErrorReportValve {

    /** Tomcat takes no path with a NUL. A Prometheus does, and has no values of such a label, which no exposition can name. */
    private static final Pattern VALUES_OF_NUL = Pattern.compile("/api/v1/label/[^/]*%00[^/]*/values");

    private static final HttpError NO_VALUES =
            new HttpError("application/json", "{\"status\":\"success\",\"data\":[]}");

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status >= 400 && response.getContentWritten() == 0 && response.setErrorReported()) {
            String path = String.valueOf(request.getRequestURI());
            if (status == 400 && VALUES_OF_NUL.matcher(path).matches()) {
                response.setStatus(200);
                write(NO_VALUES, response);
            } else {
                write(HttpError.of(status, path), response);
            }
        }
    }

    private static void write(HttpError error, Response response) {
        try {
            response.setContentType(error.contentType());
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(error.text());
                response.finishResponse();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
