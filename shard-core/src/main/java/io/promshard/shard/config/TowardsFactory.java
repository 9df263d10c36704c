package io.promshard.shard.config;

import io.promshard.shard.access.BrokenFileException;
import io.promshard.shard.access.Secret;
import io.promshard.shard.http.SwappableTls;
import io.promshard.shard.http.Towards;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Makes of settings how servers are met; files and certificates may change afterwards. */
public final class TowardsFactory {

    private final SslBundles bundles;

    TowardsFactory(SslBundles bundles) {
        this.bundles = bundles;
    }

    /**
     * Of the settings under a key.
     *
     * @throws InvalidConfigurationPropertyValueException if a file cannot be used
     */
    public Towards of(String key, TowardsProperties properties) {
        return new Towards(authorization(key, properties), tls(properties.sslBundle()));
    }

    private static Supplier<Optional<String>> authorization(String key, TowardsProperties properties) {
        if (!properties.bearerTokenFile().isEmpty()) {
            String file = properties.bearerTokenFile();
            return opened(key + ".bearer-token-file", file, () -> Secret.bearer(Path.of(file), System::nanoTime));
        }
        if (!properties.user().isEmpty()) {
            String file = properties.passwordFile();
            return opened(
                    key + ".password-file",
                    file,
                    () -> Secret.basic(properties.user(), Path.of(file), System::nanoTime));
        }
        return Optional::empty;
    }

    /** Opens a file. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws BrokenFileException;
    }

    static <T> T opened(String property, String file, Opening<T> opening) {
        try {
            return opening.open();
        } catch (BrokenFileException e) {
            throw new InvalidConfigurationPropertyValueException(property, file, String.valueOf(e.getMessage()));
        }
    }

    /** Of a bundle by its name; empty for none. */
    Optional<SSLContext> tls(String bundle) {
        if (bundle.isEmpty()) {
            return Optional.empty();
        }
        SwappableTls tls = swappable(bundles.getBundle(bundle));
        bundles.addBundleUpdateHandler(
                bundle,
                updated -> tls.swap(
                        updated.getManagers().getKeyManagers(),
                        updated.getManagers().getTrustManagers()));
        return Optional.of(tls.context());
    }

    private static SwappableTls swappable(SslBundle bundle) {
        return new SwappableTls(
                bundle.getManagers().getKeyManagers(), bundle.getManagers().getTrustManagers());
    }
}
