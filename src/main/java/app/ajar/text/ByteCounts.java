package app.ajar.text;

import java.text.NumberFormat;
import java.util.Locale;

/** How many bytes something takes, in words: {@code 1.2 GB}. Thousands of thousands, as disks and phones count. Pure. */
public final class ByteCounts {

    private static final long THOUSAND = 1_000;
    private static final int EXACT_FROM = 100;

    private ByteCounts() {}

    /** At most three figures that count; {@code 0 kB} for nothing, and never less than {@code 1 kB} for something. */
    public static String words(long bytes, Locale locale) {
        double count = bytes <= 0 ? 0 : Math.max(1, bytes / (double) THOUSAND);
        String[] units = {"kB", "MB", "GB", "TB"};
        int unit = 0;
        // From 999.5 on, rounding would say "1000".
        while (count >= THOUSAND - 0.5 && unit < units.length - 1) {
            count /= THOUSAND;
            unit++;
        }
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(unit == 0 || count >= EXACT_FROM ? 0 : 1);
        return format.format(count) + " " + units[unit];
    }
}
