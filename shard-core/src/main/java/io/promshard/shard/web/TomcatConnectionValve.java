package io.promshard.shard.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request ask whether its client is still there, which servlets cannot.
 *
 * <p>Tomcat notices that a client is gone only when it reads or writes. This valve leaves a {@link ClientConnection} with each
 * request. If a release of Tomcat does not let us look, clients are taken to stay, and one line at the start says so.
 */
public final class TomcatConnectionValve extends ValveBase {

    static final String ATTRIBUTE = ClientConnection.class.getName();

    private static final Logger log = LoggerFactory.getLogger(TomcatConnectionValve.class);

    private final @Nullable TomcatSockets sockets;

    public TomcatConnectionValve() {
        super(true);
        this.sockets = open();
    }

    private static @Nullable TomcatSockets open() {
        try {
            return TomcatSockets.open();
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.warn("clients that go away while they wait will not be noticed: {}", e.toString());
            return null;
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, new TomcatConnection(request, response, sockets));
        getNext().invoke(request, response);
    }
}
