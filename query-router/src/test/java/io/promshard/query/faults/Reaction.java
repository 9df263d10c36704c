package io.promshard.query.faults;

import java.io.IOException;
import java.time.Duration;

/** What a {@link FakeShard} does with one request. */
@FunctionalInterface
interface Reaction {

    /** Longer than any test waits. */
    Duration LONG = Duration.ofSeconds(20);

    Reaction WELL = call -> call.answer(200, call.body());

    void to(Call call) throws IOException;

    /** Answers with that, to whatever question. */
    static Reaction answers(int status, String body) {
        return call -> call.answer(status, body);
    }

    /** Answers the question when nobody may want to know any more. */
    static Reaction slow(Duration time) {
        return call -> {
            if (!call.closedWithin(time)) {
                WELL.to(call);
            }
        };
    }

    static Reaction hangs() {
        return call -> call.closedWithin(LONG);
    }

    /** Half an answer, and then nothing. */
    static Reaction stalls() {
        return halfThen(call -> call.closedWithin(LONG));
    }

    /** A byte every fiftieth of a second. */
    static Reaction trickles() {
        return call -> {
            String body = call.body();
            call.answer(200, "", body.length() + 1000);
            for (int i = 0; i < 1000 && !call.closedWithin(Duration.ofMillis(20)); i++) {
                call.write(i < body.length() ? body.substring(i, i + 1) : " ");
            }
        };
    }

    static Reaction resets() {
        return halfThen(Call::reset);
    }

    static Reaction closes() {
        return call -> call.connection().close();
    }

    /** Half an answer, whose length is announced and right. */
    static Reaction cuts() {
        return call -> call.answer(200, half(call.body()));
    }

    private static Reaction halfThen(Reaction end) {
        return call -> {
            call.answer(200, half(call.body()), call.body().length());
            end.to(call);
        };
    }

    static String half(String text) {
        return text.substring(0, text.length() / 2);
    }
}
