package app.ajar.bench;

import java.util.Arrays;
import java.util.Locale;

/** Medians and percentiles of what was measured. */
final class Figures {

    private final double[] sorted;

    private Figures(double[] sorted) {
        this.sorted = sorted;
    }

    static Figures of(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return new Figures(copy);
    }

    double percentile(double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    double median() {
        return percentile(0.5);
    }

    String line(String what, String unit) {
        return String.format(Locale.ROOT, "%-58s median %8.2f  p95 %8.2f  p99 %8.2f  max %8.2f %s (n=%d)", what, median(),
                percentile(0.95), percentile(0.99), percentile(1), unit, sorted.length);
    }
}
