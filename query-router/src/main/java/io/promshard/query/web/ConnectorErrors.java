package io.promshard.query.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Words the errors that Tomcat finds before any of our code runs, such as a malformed request line. Has no state. */
public final class ConnectorErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status >= 400 && response.getContentWritten() == 0 && response.setErrorReported()) {
            write(HttpError.of(status, String.valueOf(request.getRequestURI())), response);
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
