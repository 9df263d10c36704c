package io.promshard.pgw.web;

import io.promshard.pgw.forward.Exchange;
import io.promshard.shard.web.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/** A push as a servlet request and response. Names us and the client to the gateway in the usual headers. */
record ServletExchange(HttpServletRequest request, HttpServletResponse response, String target, long group)
        implements Exchange {

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
        StringJoiner forwardedFor = new StringJoiner(", ");
        for (Iterator<String> names = request.getHeaderNames().asIterator(); names.hasNext(); ) {
            String name = names.next();
            Iterator<String> values = request.getHeaders(name).asIterator();
            if (name.equalsIgnoreCase("X-Forwarded-For")) {
                values.forEachRemaining(forwardedFor::add);
            } else {
                values.forEachRemaining(value -> each.accept(name, value));
            }
        }
        each.accept("X-Forwarded-For", forwardedFor.add(request.getRemoteAddr()).toString());
    }

    @Override
    public long contentLength() {
        long length = request.getContentLengthLong();
        return length < 0 && request.getHeader("Transfer-Encoding") == null ? 0 : length;
    }

    @Override
    public InputStream body() throws IOException {
        return request.getInputStream();
    }

    @Override
    public void status(int status) {
        response.setStatus(status);
    }

    @Override
    public void header(String name, String value) {
        response.addHeader(name, value);
    }

    @Override
    public OutputStream out() throws IOException {
        return response.getOutputStream();
    }

    @Override
    public boolean startOver() {
        ClientConnection.of(request).ifPresent(ClientConnection::dropServersAnswer);
        if (response.isCommitted()) {
            return false;
        }
        response.reset();
        return true;
    }

    @Override
    public boolean clientGone() {
        return ClientConnection.of(request).filter(ClientConnection::isGone).isPresent();
    }
}
