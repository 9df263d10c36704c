package io.promshard.query.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests for Kubernetes fit its schema, as the official client's model has it, and keep to what production asks of a pod. */
class ShippedManifestsTest {

    private static final String MODEL = "io.kubernetes.client.openapi.models.V1";

    /** A document of a file, by its kind and its name. */
    record Manifest(String kind, String name, Map<String, Object> fields) {
        @Override
        public String toString() {
            return kind + " " + name;
        }

        JsonElement json() {
            return new Gson().toJsonTree(fields);
        }
    }

    static List<Manifest> manifests() {
        return ShippedFiles.in(ShippedFiles.ROOT.resolve("deploy/kubernetes"), ".yaml")
                .flatMap(file -> documents(ShippedFiles.text(file)))
                .toList();
    }

    static List<Manifest> deployments() {
        return manifests().stream()
                .filter(one -> one.kind().equals("Deployment"))
                .toList();
    }

    private static Stream<Manifest> documents(String text) {
        return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
                .map(ShippedManifestsTest::map)
                .map(fields -> new Manifest(
                        String.valueOf(fields.get("kind")), String.valueOf(at(fields, "metadata", "name")), fields));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aManifestFitsTheSchemaOfItsKind(Manifest manifest) throws Exception {
        validate(manifest.kind(), manifest.json());
    }

    @Test
    void aFieldThatTheSchemaDoesNotHaveIsFound() {
        JsonElement json = deployments().getFirst().json();
        json.getAsJsonObject()
                .getAsJsonObject("spec")
                .getAsJsonObject("template")
                .getAsJsonObject("spec")
                .getAsJsonArray("containers")
                .get(0)
                .getAsJsonObject()
                .addProperty("imagePullPolice", "Always");
        assertThatThrownBy(() -> validate("Deployment", json)).hasMessageContaining("imagePullPolice");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aPodHasNoRightThatItDoesNotNeedAndLimitsAndProbes(Manifest deployment) {
        Map<String, Object> pod = map(at(deployment.fields(), "spec", "template", "spec"));
        assertThat(pod).containsEntry("automountServiceAccountToken", false);
        assertThat(map(pod.get("securityContext")))
                .containsEntry("runAsNonRoot", true)
                .containsKey("seccompProfile");
        Map<String, Object> container = map(((List<?>) Objects.requireNonNull(pod.get("containers"))).getFirst());
        assertThat(map(container.get("securityContext")))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false)
                .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
        assertThat(container).containsKeys("resources", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle");
        assertThat(String.valueOf(container.get("image"))).contains(":").doesNotEndWith(":latest");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void whatSelectsThePodsHasTheirLabels(Manifest deployment) {
        Map<String, Object> labels = map(at(deployment.fields(), "spec", "template", "metadata", "labels"));
        assertThat(labels).containsAllEntriesOf(map(at(deployment.fields(), "spec", "selector", "matchLabels")));
        Manifest service = manifests().stream()
                .filter(one -> one.kind().equals("Service") && one.name().equals(deployment.name()))
                .findFirst()
                .orElseThrow();
        assertThat(labels).containsAllEntriesOf(map(at(service.fields(), "spec", "selector")));
    }

    private static void validate(String kind, JsonElement json) throws Exception {
        try {
            Class.forName(MODEL + kind)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, json);
        } catch (InvocationTargetException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private static Object at(Map<String, Object> fields, String... path) {
        Object value = fields;
        for (String key : path) {
            value = Objects.requireNonNull(map(value).get(key), key);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
