package io.promshard.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Compares the settings of a record of properties, nested ones included, with the tables of a page of the documentation.
 *
 * <p>A row has a key, or several of one parent as in {@code `a.b`, `.c`}, and their defaults. A list of records is {@code a[n].b}, a
 * map {@code a.<what>}. Where nothing is the default, words may stand for what follows from that.
 */
public final class DocumentedSettings {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^`]+`(?:, `[^`]+`)*) \\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private DocumentedSettings() {}

    /** Requires that the page lists each setting once, with its default, and no other that begins as they do. */
    public static void assertListed(Path page, Class<? extends Record> properties) throws IOException {
        String prefix = properties.getAnnotation(ConfigurationProperties.class).prefix();
        Map<String, String> settings = new TreeMap<>();
        collect(prefix, properties, settings);
        List<Listed> listed = listed(Files.readString(page), prefix + ".");

        assertThat(listed).extracting(Listed::key).containsExactlyInAnyOrderElementsOf(settings.keySet());
        assertThat(listed)
                .filteredOn(row -> !isToldInWords(row, settings.getOrDefault(row.key, "")))
                .allSatisfy(row -> assertThat(row.text).as(row.key).isEqualTo(settings.get(row.key)));
    }

    private static boolean isToldInWords(Listed row, String expected) {
        return expected.isEmpty() && row.text.contains(" ");
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> settings) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String name = prefix + "." + kebab(component.getName());
            Class<?> element = element(component);
            if (component.getType().isRecord()) {
                collect(name, component.getType(), settings);
            } else if (element.isRecord()) {
                collect(name + "[n]", element, settings);
            } else {
                settings.put(component.getType().equals(Map.class) ? name + ".<>" : name, standard(type, i));
            }
        }
    }

    /** Of a list; the type itself of anything else. */
    private static Class<?> element(RecordComponent component) {
        Type[] arguments = component.getGenericType() instanceof ParameterizedType type
                ? type.getActualTypeArguments()
                : new Type[] {component.getType()};
        return arguments.length == 1 && arguments[0] instanceof Class<?> only ? only : component.getType();
    }

    /** Of the only constructor's parameter of that number; empty for nothing. */
    private static String standard(Class<?> type, int parameter) {
        DefaultValue value =
                type.getDeclaredConstructors()[0].getParameters()[parameter].getAnnotation(DefaultValue.class);
        return value == null ? "" : String.join(", ", value.value());
    }

    private static List<Listed> listed(String page, String prefix) {
        return ROW.matcher(page)
                .results()
                .flatMap(DocumentedSettings::rows)
                .filter(row -> row.key.startsWith(prefix))
                .toList();
    }

    private static Stream<Listed> rows(MatchResult row) {
        List<String> names =
                NAME.matcher(row.group(1)).results().map(name -> name.group(1)).toList();
        String text = row.group(2).replace("`", "").strip();
        List<String> texts = names.size() == 1 ? List.of(text) : List.of(text.split(", ", -1));
        String parent =
                names.getFirst().substring(0, Math.max(0, names.getFirst().lastIndexOf('.')));
        return Stream.iterate(0, i -> i < names.size(), i -> i + 1)
                .map(i -> new Listed(key(names.get(i), parent), i < texts.size() ? texts.get(i) : ""));
    }

    private static String key(String name, String parent) {
        return (name.startsWith(".") ? parent + name : name).replaceAll("\\.<[^>]+>$", ".<>");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** A key and the default beside it. */
    private record Listed(String key, String text) {}
}
