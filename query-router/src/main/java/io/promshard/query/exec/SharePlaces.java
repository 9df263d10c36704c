package io.promshard.query.exec;

import io.promshard.query.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in the text of a share that stands which is aggregated, once or several times. */
final class SharePlaces {

    private static final Pattern PLACE = Pattern.compile(" \\(1:(\\d{1,9})\\)$");

    private final List<Integer> starts;

    private SharePlaces(List<Integer> starts) {
        this.starts = starts;
    }

    static SharePlaces of(QueryPlan.Share share) {
        String text = share.query().text();
        List<Integer> starts = new ArrayList<>();
        for (int at = text.indexOf(share.aggregated()); at >= 0; at = text.indexOf(share.aggregated(), at + 1)) {
            starts.add(at);
        }
        return new SharePlaces(starts);
    }

    /** A note with the place in what is aggregated instead of that in the whole; with none if it is about the aggregation. */
    String moved(String note) {
        Matcher place = PLACE.matcher(note);
        if (!place.find()) {
            return note;
        }
        int at = Integer.parseInt(place.group(1)) - 1;
        String message = note.substring(0, place.start());
        return starts.stream()
                .filter(start -> start <= at)
                .reduce((first, last) -> last)
                .map(start -> message + " (1:" + (at - start + 1) + ")")
                .orElse(message);
    }
}
