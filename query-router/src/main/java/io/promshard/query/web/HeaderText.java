package io.promshard.query.web;

/** Text that can be a header's value: what is not printable ASCII is a question mark, what is too long is cut. */
final class HeaderText {

    private static final int LONGEST = 4096;

    private HeaderText() {}

    static String of(String text) {
        String ascii = text.replaceAll("[^ -~]", "?");
        return ascii.length() <= LONGEST ? ascii : ascii.substring(0, LONGEST - 3) + "...";
    }
}
