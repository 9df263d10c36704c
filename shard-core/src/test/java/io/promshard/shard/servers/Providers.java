package io.promshard.shard.servers;

import java.util.Optional;

/** The providers in their order: a local binary starts faster and is preferred. */
final class Providers {

    private static final Provider BINARIES = LocalBinaries.fromEnvironment();
    private static final Provider CONTAINERS = new Containers();

    private Providers() {}

    /** Why no provider has this kind, or nothing if one has. */
    static Optional<String> whyNot(ServerKind kind) {
        return BINARIES.whyNot(kind)
                .flatMap(noBinary -> CONTAINERS.whyNot(kind).map(noImage -> noBinary + "; " + noImage));
    }

    static Running prepare(Launch launch) {
        Provider provider = BINARIES.whyNot(launch.kind()).isEmpty() ? BINARIES : CONTAINERS;
        return provider.prepare(launch);
    }
}
