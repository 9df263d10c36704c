package io.promshard.pgw.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.scrape.ListParser.Item;
import io.promshard.pgw.snapshot.PushTimes;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lists of several gateways as one, in the shape of one: of copies of a group the one that was pushed last, as it came. Mutable,
 * for one thread.
 */
public final class MergedList {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SUCCESSFUL = "last_push_successful";

    private final Map<GroupingKey, Copy> groups = new LinkedHashMap<>();

    /**
     * Adds what a gateway answered to {@code /api/v1/metrics}.
     *
     * @throws ExpositionException if it is no such list; then nothing of it is added
     */
    public void add(byte[] list) throws ExpositionException {
        for (Item item : ListParser.items(list)) {
            Copy copy = new Copy(list, item, list, item);
            groups.merge(item.group().key(), copy, Copy::newer);
        }
    }

    /** The document, with warnings if there are any: a member that a gateway's own has not. */
    public byte[] toJson(List<String> warnings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        out.writeBytes("{\"status\":\"success\",\"data\":[".getBytes(UTF_8));
        String separator = "";
        for (Copy copy : groups.values()) {
            out.writeBytes(separator.getBytes(UTF_8));
            copy.writeTo(out);
            separator = ",";
        }
        String tail = warnings.isEmpty() ? "" : ",\"warnings\":" + JSON.writeValueAsString(warnings);
        out.writeBytes(("]" + tail + "}").getBytes(UTF_8));
        return out.toByteArray();
    }

    /** A group, and the copy that knows of its latest failure, which may be another. */
    private static final class Copy {

        private final byte[] list;
        private final Item item;
        private final byte[] failingList;
        private final Item failing;

        private Copy(byte[] list, Item item, byte[] failingList, Item failing) {
            this.list = list;
            this.item = item;
            this.failingList = failingList;
            this.failing = failing;
        }

        private Copy newer(Copy other) {
            Copy latest = other.item.group().pushTime() > item.group().pushTime() ? other : this;
            Copy failed = other.failing.failureTime() > failing.failureTime() ? other : this;
            return new Copy(latest.list, latest.item, failed.failingList, failed.failing);
        }

        private void writeTo(ByteArrayOutputStream out) {
            if (failing.failureTime() > item.failureTime()) {
                out.writeBytes(JSON.writeValueAsBytes(withFailure()));
            } else {
                out.write(list, item.from(), item.to() - item.from());
            }
        }

        private JsonNode withFailure() {
            ObjectNode group = (ObjectNode) JSON.readTree(list, item.from(), item.to() - item.from());
            JsonNode failed = JSON.readTree(failingList, failing.from(), failing.to() - failing.from());
            group.set(PushTimes.FAILURE, failed.path(PushTimes.FAILURE));
            if (group.path(SUCCESSFUL).isBoolean()) {
                group.put(SUCCESSFUL, failing.failureTime() <= item.group().pushTime());
            }
            return group;
        }
    }
}
