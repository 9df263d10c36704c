package io.promshard.pgw.web;

import io.promshard.pgw.merge.GatewayView;
import io.promshard.pgw.merge.View;
import java.util.stream.Collectors;

/** The gateways of a view that are in some state, as a header names them. */
final class GatewayNames {

    private GatewayNames() {}

    static String of(View view, GatewayView.State state) {
        return view.gateways().stream()
                .filter(gateway -> gateway.state() == state)
                .map(gateway -> gateway.gateway().id())
                .collect(Collectors.joining(", "));
    }
}
