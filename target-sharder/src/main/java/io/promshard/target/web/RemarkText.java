package io.promshard.target.web;

import io.promshard.target.assign.Remark;
import io.promshard.target.model.TargetKey;
import java.util.List;

/** Remarks in words. */
final class RemarkText {

    private static final int SHOWN = 100;

    private RemarkText() {}

    /** The first of them. */
    static List<String> of(List<Remark> remarks) {
        return remarks.stream().limit(SHOWN).map(RemarkText::of).toList();
    }

    private static String of(Remark remark) {
        return switch (remark) {
            case Remark.AbsentPin pin ->
                "key " + TargetKey.text(pin.key()) + " is pinned to " + pin.collector()
                        + ", which may take no targets now";
            case Remark.FewerReplicas fewer ->
                fewer.keys() + " keys of job " + fewer.job() + " have fewer than " + fewer.wanted()
                        + " collectors, the worst has " + fewer.least();
        };
    }
}
