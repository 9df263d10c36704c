package io.promshard.query.engine.function;

/**
 * A second of UTC as date and time; unlike {@code java.time} for every long, as Go has it.
 *
 * @param dayOfWeek from 0, a Sunday
 */
record CivilTime(long year, int month, int day, int dayOfWeek, int dayOfYear, int hour, int minute) {

    private static final long SECONDS_OF_DAY = 86_400;
    private static final long DAYS_OF_ERA = 146_097;

    /** Go counts from 1 March of that year before Christ, so that no second it can have is before. */
    private static final long FIRST_YEAR = 292_277_022_400L;

    private static final long DAYS_BEFORE_1970 = FIRST_YEAR / 400 * DAYS_OF_ERA + 719_468;
    private static final int WEDNESDAY = 3;

    /** @param seconds since 1970 */
    static CivilTime of(long seconds) {
        long absolute = seconds + DAYS_BEFORE_1970 * SECONDS_OF_DAY;
        long days = Long.divideUnsigned(absolute, SECONDS_OF_DAY);
        int second = (int) Long.remainderUnsigned(absolute, SECONDS_OF_DAY);
        int ofEra = (int) (days % DAYS_OF_ERA);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int sinceMarch = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthSinceMarch = (5 * sinceMarch + 2) / 153;
        int day = sinceMarch - (153 * monthSinceMarch + 2) / 5 + 1;
        int month = monthSinceMarch < 10 ? monthSinceMarch + 3 : monthSinceMarch - 9;
        long year = days / DAYS_OF_ERA * 400 + yearOfEra - FIRST_YEAR + (month <= 2 ? 1 : 0);
        int dayOfYear = month <= 2 ? sinceMarch - 305 : sinceMarch + (isLeap(year) ? 61 : 60);
        int dayOfWeek = (int) ((days + WEDNESDAY) % 7);
        return new CivilTime(year, month, day, dayOfWeek, dayOfYear, second / 3600, second / 60 % 60);
    }

    int daysInMonth() {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
