package io.promshard.query.engine.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.promql.text.ByteString;
import io.promshard.shard.labels.Labels;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code label_replace} and {@code label_join}. */
final class LabelFunctions {

    static final Map<String, VectorFunction> ALL =
            Map.of("label_replace", LabelFunctions::replace, "label_join", LabelFunctions::join);

    private LabelFunctions() {}

    private static Operand replace(Arguments arguments) {
        String destination = arguments.text(1);
        String source = arguments.text(3);
        Pattern pattern = compile(arguments.text(4));
        checkName(destination, "destination", "label_replace");
        GoTemplate template = new GoTemplate(arguments.text(2));
        return relabelled(arguments.series(0), labels -> {
            Matcher matcher = pattern.matcher(labels.get(source));
            return matcher.matches() ? labels.with(destination, template.expand(matcher, pattern)) : labels;
        });
    }

    private static Pattern compile(String regex) {
        String message = "invalid regular expression in label_replace(): " + ByteString.wellFormed(regex);
        if (ByteString.hasInvalid(regex)) {
            throw new EngineException.Execution(message);
        }
        try {
            return Pattern.compile("^(?s:" + regex + ")$");
        } catch (PatternSyntaxException e) {
            throw new EngineException.Execution(message);
        }
    }

    private static Operand join(Arguments arguments) {
        String destination = arguments.text(1);
        String separator = arguments.text(2);
        List<String> sources =
                IntStream.range(3, arguments.count()).mapToObj(arguments::text).toList();
        sources.forEach(source -> checkName(source, "source", "label_join"));
        checkName(destination, "destination", "label_join");
        return relabelled(arguments.series(0), labels -> {
            String joined = sources.stream().map(labels::get).collect(Collectors.joining(separator));
            return labels.with(destination, joined);
        });
    }

    private static void checkName(String name, String which, String function) {
        if (name.isEmpty() || ByteString.hasInvalid(name)) {
            throw new EngineException.Execution(
                    "invalid " + which + " label name in " + function + "(): " + ByteString.wellFormed(name));
        }
    }

    private static Operand relabelled(List<Series> series, UnaryOperator<Labels> change) {
        return SeriesMerger.distinct(series.stream()
                .map(one -> new Series(change.apply(one.labels()), one.column()))
                .toList());
    }
}
