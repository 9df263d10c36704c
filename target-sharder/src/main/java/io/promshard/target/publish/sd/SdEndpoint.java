package io.promshard.target.publish.sd;

import io.promshard.target.publish.EncodedList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers Prometheus' http_sd. What is not known is never an empty list: Prometheus would drop all targets, while it keeps them on
 * any other answer than 200.
 */
public final class SdEndpoint {

    private static final int NAMED = 20;

    private final ServedLists lists;

    public SdEndpoint(ServedLists lists) {
        this.lists = lists;
    }

    /**
     * The targets of a job at a collector. Costs next to nothing, but for the first to ask after a change.
     *
     * @param ifNoneMatch the header; empty if there is none
     * @param acceptEncoding the header; empty if there is none
     */
    public Reply answer(String group, String collector, String job, String ifNoneMatch, String acceptEncoding) {
        ServedLists.Served served = lists.current();
        if (!served.mayHave(group)) {
            return Reply.notFound("there is no group \"" + group + '"');
        }
        ServedGroup known = served.group(group);
        if (!served.isPublished(group)) {
            return Reply.unknownYet(group);
        }
        ServedCollector held = known.collectors().get(collector);
        if (held == null) {
            return Reply.notFound("group \"" + group + "\" has no collector \"" + collector + "\" but "
                    + named(known.collectors().keySet()));
        }
        EncodedList list = held.lists().get(job);
        return list == null
                ? Reply.notFound("collector \"" + collector + "\" of group \"" + group + "\" has no job \"" + job
                        + "\" but " + named(held.lists().keySet()))
                : answer(list, ifNoneMatch, acceptEncoding);
    }

    private static String named(Collection<String> names) {
        String some = names.stream().limit(NAMED).collect(Collectors.joining("\", \"", "\"", "\""));
        return names.isEmpty() ? "none at all" : names.size() > NAMED ? some + " and others" : some;
    }

    private static Reply answer(EncodedList list, String ifNoneMatch, String acceptEncoding) {
        String plain = '"' + list.tag() + '"';
        String compressed = '"' + list.tag() + "-gzip\"";
        boolean gzip = Negotiation.takesGzip(acceptEncoding);
        Map<String, String> headers =
                Map.of("ETag", gzip ? compressed : plain, "Vary", "Accept-Encoding", "Cache-Control", "no-cache");
        if (Negotiation.has(ifNoneMatch, plain, compressed)) {
            return Reply.empty(304, headers);
        }
        return gzip ? Reply.ok(list.gzip(), withGzip(headers)) : Reply.ok(list.json(), headers);
    }

    private static Map<String, String> withGzip(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Encoding", "gzip");
        return all;
    }
}
