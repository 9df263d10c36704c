package io.promshard.query.web;

import io.promshard.shard.web.AccessFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.util.NetMask;

/** Where the name of a request's tenant comes from. */
public sealed interface TenantSource {

    /** The name; empty if there is none that can be trusted. */
    Optional<String> nameOf(HttpServletRequest request);

    /** From the credentials: the name of the user or token. */
    record OfUser() implements TenantSource {
        @Override
        public Optional<String> nameOf(HttpServletRequest request) {
            return AccessFilter.userOf(request);
        }
    }

    /**
     * From a header that a proxy sets, which anybody else could set as well.
     *
     * @param trusted networks of such proxies; the header counts if the connection itself comes from one of them, and if it is there
     *     once
     */
    record OfHeader(String header, List<NetMask> trusted) implements TenantSource {

        public OfHeader {
            trusted = List.copyOf(trusted);
        }

        @Override
        public Optional<String> nameOf(HttpServletRequest request) {
            List<String> values = Collections.list(request.getHeaders(header));
            return values.size() == 1 && isTrusted(request.getRemoteAddr())
                    ? Optional.of(values.getFirst())
                    : Optional.empty();
        }

        private boolean isTrusted(String address) {
            try {
                InetAddress peer = InetAddress.getByName(address);
                return trusted.stream().anyMatch(network -> network.matches(peer));
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }
}
