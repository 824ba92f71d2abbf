package app.ajar.ui.upkeep;

import app.ajar.model.Participant;
import app.ajar.store.JobQueue;
import app.ajar.sync.JobBoard;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Background jobs in words. Pure. */
final class JobWords {

    private JobWords() {}

    /**
     * What is held back, what runs and what failed, for the status bar; empty when there is nothing of it.
     *
     * @param underWay the type of each job at work
     * @param held words for what holds media back, empty when nothing does
     */
    static String summary(List<JobQueue.Type> underWay, long failed, String held) {
        List<String> parts = new ArrayList<>();
        if (!held.isEmpty()) {
            parts.add(held);
        }
        for (JobQueue.Type type : JobQueue.Type.values()) {
            long running = underWay.stream().filter(type::equals).count();
            if (running > 0) {
                parts.add(Texts.get("upkeep.running." + type, running));
            }
        }
        if (failed > 0) {
            parts.add(Texts.get("upkeep.failedCount", failed));
        }
        return String.join(" · ", parts);
    }

    /**
     * {@code Waiting: 12 media, 3 profile pictures}; empty when nothing waits. Tidying up is left out: it waits for its hour,
     * and nobody for it.
     */
    static String waiting(Map<JobQueue.Type, Long> waiting) {
        List<String> parts = new ArrayList<>();
        for (JobQueue.Type type : JobQueue.Type.values()) {
            long count = waiting.getOrDefault(type, 0L);
            if (count > 0 && type != JobQueue.Type.CLEAN_UP) {
                parts.add(Texts.get("upkeep.count." + type, count));
            }
        }
        return parts.isEmpty() ? "" : Texts.get("upkeep.waiting", String.join(", ", parts));
    }

    /** {@code Media wait: the disk is full. Tried again at 14:32.} */
    static String held(JobBoard.Held held, ZoneId zone, Locale locale) {
        return Texts.get("upkeep.held", Texts.get("upkeep.held." + (held.why() == null ? "ASKED" : held.why())),
                Times.clock(held.again(), zone, locale));
    }

    /** Whom it is about, else what it does. */
    static String title(JobQueue.Type type, @Nullable Participant person) {
        return person == null ? Texts.get("upkeep.kind." + type) : person.displayName();
    }

    /** {@code Photo or file · 40 %}. */
    static String detail(JobBoard.Running job, Locale locale) {
        String kind = Texts.get("upkeep.kind." + job.type());
        OptionalDouble progress = job.progress();
        return progress.isEmpty()
                ? kind
                : kind + " · " + NumberFormat.getPercentInstance(locale).format(progress.getAsDouble());
    }

    /** {@code Photo or file · Instagram does not give it any more}. */
    static String detail(JobBoard.Failed job) {
        return Texts.get("upkeep.kind." + job.type()) + " · " + Texts.get("upkeep.reason." + job.reason());
    }

    /** Both lines of a row, for a screen reader. */
    static String spoken(String title, String detail) {
        return title + ", " + detail;
    }
}
