package io.promshard.pgw.grouping;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the grouping key of a push from its request target, and refuses what a Pushgateway refuses.
 *
 * <p>Follows the official builds of Pushgateway 1.11, which differ from Debian's on a few odd paths only: see
 * {@link RequestPath}. Two deviations, both in the location of a redirect: it is a path even if the target was
 * absolute, and escapes in it are not escaped once more, so that following it leads to the group that was meant.
 *
 * <p>Stateless and safe for use by any thread. Reading is linear in the target's length, but for the sorting of the
 * labels, and never throws.
 *
 * @see <a href="https://github.com/prometheus/pushgateway/tree/v1.11.0#url">Pushgateway: URL</a>
 * @see <a href="https://github.com/prometheus/pushgateway/blob/v1.11.0/handler/push.go">handler/push.go</a>
 */
public final class GroupingKeyParser {

    private static final String BASE64 = "@base64";

    private final String jobs;
    private final String base64Jobs;
    private final LabelNames names;

    /**
     * A parser of paths below a prefix.
     *
     * @param prefix as {@code --web.route-prefix}: empty, or with a slash at its begin and none at its end
     * @throws IllegalArgumentException if the prefix is not of that form
     */
    public GroupingKeyParser(String prefix, LabelNames names) {
        if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
            throw new IllegalArgumentException("prefix must be empty or like /prefix, got: " + prefix);
        }
        this.jobs = prefix + "/metrics/job/";
        this.base64Jobs = prefix + "/metrics/job" + BASE64 + "/";
        this.names = names;
    }

    /**
     * Reads a target. Which method came with it, and what a router's other paths mean, is for the caller to say: a
     * target that is no push path is a 404 here.
     *
     * @param target as it stands in the request line, as a byte string; may be absolute and may have a query
     */
    public PushPath parse(String target) {
        RequestPath path = RequestPath.read(target);
        if (path == null) {
            return Rejection.BAD_REQUEST;
        }
        if (path.unclean()) {
            return Rejection.unclean(path.cleaned());
        }
        String decoded = path.decoded();
        if (isBelow(jobs, decoded)) {
            return key(decoded, jobs.length(), false);
        }
        return isBelow(base64Jobs, decoded) ? key(decoded, base64Jobs.length(), true) : misrouted(path);
    }

    /**
     * Whether a target is seen at first sight to be no push path: it begins otherwise, and has nothing to decode or clean. Cheaper than
     * {@link #parse}, which says the same of it unless it is no HTTP; false says nothing.
     */
    public boolean isElsewhere(String target) {
        return target.startsWith("/")
                && !target.regionMatches(true, 0, jobs, 0, jobs.length() - 1)
                && target.indexOf('%') < 0
                && !target.contains("//")
                && !target.contains("/.");
    }

    private PushPath key(String path, int start, boolean base64) {
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        String job = path.substring(start, end);
        if (base64) {
            UrlBase64 decoding = UrlBase64.decode(job);
            if (decoding.isCorrupt()) {
                return Rejection.jobNotBase64(decoding);
            }
            job = decoding.decoded();
        }
        SortedMap<String, String> labels = new TreeMap<>();
        Rejection rejection = end + 1 < path.length() ? readLabels(path, end, labels) : null;
        if (rejection != null) {
            return rejection;
        }
        if (job.isEmpty()) {
            return Rejection.NO_JOB;
        }
        labels.put("job", job);
        return new GroupingKey(labels);
    }

    /** Reads {@code /name/value/name/value} from an index on. Of labels with one name, the last holds. */
    private @Nullable Rejection readLabels(String path, int start, SortedMap<String, String> labels) {
        if (slashes(path, start) % 2 != 0) {
            return Rejection.oddLabels(path.substring(start));
        }
        for (int at = start; at >= 0; ) {
            int middle = path.indexOf('/', at + 1);
            int end = path.indexOf('/', middle + 1);
            String value = path.substring(middle + 1, end < 0 ? path.length() : end);
            Rejection rejection = readLabel(path.substring(at + 1, middle), value, labels);
            if (rejection != null) {
                return rejection;
            }
            at = end;
        }
        return null;
    }

    private @Nullable Rejection readLabel(String rawName, String value, SortedMap<String, String> labels) {
        boolean base64 = rawName.endsWith(BASE64);
        String spelling = base64 ? rawName.substring(0, rawName.length() - BASE64.length()) : rawName;
        String name = names.read(spelling);
        if (name == null) {
            return Rejection.improperName(spelling);
        }
        if (!base64) {
            labels.put(name, value);
            return null;
        }
        UrlBase64 decoding = UrlBase64.decode(value);
        if (decoding.isCorrupt()) {
            return Rejection.valueNotBase64(spelling, value, decoding);
        }
        labels.put(name, decoding.decoded());
        return null;
    }

    /**
     * What httprouter answers where no route fits. It redirects if ignoring case and cleaning the decoded path makes
     * one fit. That it does not do so for a base64 job with labels is a fault of its own.
     *
     * @see <a href="https://github.com/julienschmidt/httprouter/blob/v1.3.0/tree.go">findCaseInsensitivePath</a>
     */
    private Rejection misrouted(RequestPath path) {
        String decoded = path.decoded();
        if (decoded.equals(jobs)) {
            return misspelt(jobs.substring(0, jobs.length() - 1), path);
        }
        String cleaned = CleanPath.withFinalDot(decoded);
        if (isBelowIgnoringCase(jobs, cleaned)) {
            return misspelt(jobs + cleaned.substring(jobs.length()), path);
        }
        boolean fits = isBelowIgnoringCase(base64Jobs, cleaned) && cleaned.indexOf('/', base64Jobs.length()) < 0;
        return fits ? misspelt(base64Jobs + cleaned.substring(base64Jobs.length()), path) : Rejection.NOT_FOUND;
    }

    private static Rejection misspelt(String decoded, RequestPath path) {
        return Rejection.misspelt(path.location(PercentCode.encode(decoded)));
    }

    private static boolean isBelow(String route, String path) {
        return path.length() > route.length() && path.startsWith(route);
    }

    private static boolean isBelowIgnoringCase(String route, String path) {
        return path.length() > route.length() && path.regionMatches(true, 0, route, 0, route.length());
    }

    private static int slashes(String path, int start) {
        int slashes = 0;
        for (int at = start; at >= 0; at = path.indexOf('/', at + 1)) {
            slashes++;
        }
        return slashes;
    }
}
