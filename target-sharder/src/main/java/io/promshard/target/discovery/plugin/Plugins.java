package io.promshard.target.discovery.plugin;

import io.promshard.target.discovery.Limits;
import io.promshard.target.spec.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers of the class path and of the jars in a directory. Jars are looked for once, when it is opened. */
public final class Plugins implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Plugins.class);

    private final URLClassLoader loader;

    private Plugins(URLClassLoader loader) {
        this.loader = loader;
    }

    /** Those of the class path alone. */
    public static Plugins ofTheClassPath() {
        return new Plugins(new URLClassLoader(new URL[0], Plugins.class.getClassLoader()));
    }

    /**
     * Those of {@code *.jar} in a directory too, in the order of their names.
     *
     * @throws UncheckedIOException if the directory cannot be read
     */
    public static Plugins in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            URL[] jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Plugins::url)
                    .toArray(URL[]::new);
            log.info("{} jars of plug-ins in {}", jars.length, directory);
            return new Plugins(new URLClassLoader(jars, Plugins.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of plug-ins cannot be read: " + directory, e);
        }
    }

    /**
     * A source of the provider that is named, with an instance of its own.
     *
     * @throws IllegalArgumentException if there is none of that name; the message has those that there are
     */
    public PluginSource open(SourceSpec.Plugin spec, Limits limits) {
        List<String> names = new ArrayList<>();
        for (TargetProvider provider : providers()) {
            if (provider.name().equals(spec.provider())) {
                return new PluginSource(spec, provider, limits);
            }
            names.add(provider.name());
        }
        throw new IllegalArgumentException(
                "there is no provider of targets called " + spec.provider() + ", only: " + names);
    }

    /** Classes that are in use can be loaded no more. */
    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** One that cannot be made does not stand in the way of the others. */
    private List<TargetProvider> providers() {
        List<TargetProvider> providers = new ArrayList<>();
        Iterator<TargetProvider> found =
                ServiceLoader.load(TargetProvider.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return providers;
                }
                providers.add(found.next());
            } catch (ServiceConfigurationError e) {
                log.warn("a provider of targets cannot be loaded: {}", e.toString());
            }
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
