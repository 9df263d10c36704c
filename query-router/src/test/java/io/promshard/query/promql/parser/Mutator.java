package io.promshard.query.promql.parser;

import java.util.List;
import java.util.SplittableRandom;

/** Makes queries of {@link Corpus}: joined, cut, repeated, with pieces put in. The same for the same seed. */
final class Mutator {

    private static final List<String> JOINS = List.of(" + ", " and on (a) ", " > bool ", " ^ ", ", ", " ", " or ");

    private final SplittableRandom random;

    Mutator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A query that may or may not parse. */
    String next() {
        String query = random.nextInt(4) == 0 ? joined() : any(Corpus.QUERIES);
        int mutations = random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            query = mutate(query);
        }
        return query;
    }

    private String joined() {
        String both = any(Corpus.QUERIES) + any(JOINS) + any(Corpus.QUERIES);
        return switch (random.nextInt(4)) {
            case 0 -> "(" + both + ")";
            case 1 -> "sum(" + both + ") by (x)";
            case 2 -> "abs(" + both + ")";
            default -> both;
        };
    }

    private String mutate(String query) {
        int from = random.nextInt(query.length() + 1);
        int to = Math.min(query.length(), from + random.nextInt(8));
        return switch (random.nextInt(7)) {
            case 0 -> query.substring(0, from) + query.substring(to);
            case 1 -> query.substring(0, to) + query.substring(from);
            case 2 -> query.substring(0, from) + any(Corpus.PIECES) + query.substring(to);
            case 3 -> query.substring(0, from) + " " + any(Corpus.PIECES) + " " + query.substring(from);
            case 4 -> query.substring(0, from) + character() + query.substring(from);
            case 5 -> query.substring(0, from);
            default -> query.substring(0, from) + any(Corpus.QUERIES) + query.substring(to);
        };
    }

    /**
     * Any of ASCII, or one in many of all chars, halves of pairs among them. None that Unicode got later than this JDK:
     * whether such a one is printable depends on who is asked.
     */
    private char character() {
        char c = (char) random.nextInt(random.nextInt(10) == 0 ? 0x10000 : 0x80);
        return Character.isDefined(c) ? c : 'ü';
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
