package io.promshard.target.discovery.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes a jar of a provider's source, as who writes one does. */
final class PluginJar {

    private static final Path EXAMPLE = Path.of("src/test/resources/plugin/RackProvider.java");

    private PluginJar() {}

    /** The example provider, in a jar of that name. */
    static void example(Path jar, Path scratch) throws IOException {
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        EXAMPLE.toString());
        assertThat(result).isZero();
        ofProvider(jar, "example.RackProvider", classes);
    }

    /** Names a provider and brings those classes. */
    static void ofProvider(Path jar, String provider, Path classes) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> tree = Files.walk(classes)) {
            add(out, "META-INF/services/" + TargetProvider.class.getName(), provider.getBytes(StandardCharsets.UTF_8));
            tree.filter(Files::isRegularFile).forEach(path -> {
                try {
                    add(out, classes.relativize(path).toString(), Files.readAllBytes(path));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
