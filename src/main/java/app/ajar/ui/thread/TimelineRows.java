package app.ajar.ui.thread;

import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.ReplyWindow;
import app.ajar.store.Gaps.Gap;
import app.ajar.store.Gaps.Missing;
import app.ajar.store.ThreadEntry;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.message.Mark;
import app.ajar.ui.message.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored entries into the timeline's rows: a chip for each day, groups by side and time. Pure.
 *
 * @param where gives the time zone, which may change while the window is open
 */
record TimelineRows(Supplier<ZoneId> where, Locale locale) {

    /** Longer silence begins a new group. */
    static final Duration GROUP_GAP = Duration.ofMinutes(5);

    TimelineRows(ZoneId zone, Locale locale) {
        this(() -> zone, locale);
    }

    ZoneId zone() {
        return where.get();
    }

    /**
     * @param person the other side's display name
     * @param outlook for those that are not sent
     */
    List<TimelineRow> of(ThreadWindow stretch, String person, Instant now, TimelineRow.@Nullable Outlook outlook) {
        ZoneId zone = zone();
        List<ThreadEntry> entries = stretch.entries();
        boolean reachesNewest = !stretch.newer();
        List<TimelineRow> rows = new ArrayList<>(entries.size() + 8);
        // In a conversation that is answered elsewhere alone, saying so at every message would be noise.
        boolean mixed = entries.stream().anyMatch(TimelineRows::ours);
        ThreadEntry before = null;
        for (int i = 0; i < entries.size(); i++) {
            ThreadEntry entry = entries.get(i);
            ThreadEntry after = i + 1 < entries.size() ? entries.get(i + 1) : null;
            LocalDate day = day(entry);
            if (before == null || !day.equals(day(before))) {
                rows.add(new TimelineRow.Day("day " + day, Times.day(day, now, zone, locale)));
            }
            rows.add(new TimelineRow.Bubble(entry, !sameGroup(before, entry), !sameGroup(entry, after),
                    after == null && reachesNewest, Times.clock(entry.at(), zone, locale),
                    outbound(entry) && !ours(entry) && (mixed || (after == null && reachesNewest)),
                    entry instanceof ThreadEntry.Waiting ? outlook : null,
                    new TimelineRow.Extras(quote(entry, stretch.beside(), person), marks(entry, stretch.beside()))));
            before = entry;
        }
        return rows;
    }

    private static @Nullable Quote quote(ThreadEntry entry, Beside beside, String person) {
        MessageId answered = Beside.answered(entry);
        if (answered == null) {
            return null;
        }
        Message original = beside.originals().get(answered);
        return original == null ? Quote.missing(answered) : Quote.of(original, person);
    }

    private static List<Mark> marks(ThreadEntry entry, Beside beside) {
        return entry instanceof ThreadEntry.Stored stored
                ? Mark.of(stored.message(), beside.waiting().contains(stored.message().id()))
                : List.of();
    }

    /** What to expect in a conversation with this window. */
    TimelineRow.Outlook outlook(ReplyWindow window, boolean offline, Instant now) {
        Instant until = window.until();
        return new TimelineRow.Outlook(window.status(), offline,
                until == null ? "" : Times.message(until, now, zone(), locale));
    }

    static boolean outbound(ThreadEntry entry) {
        return switch (entry) {
            case ThreadEntry.Stored stored -> stored.message().direction() == Message.Direction.OUTBOUND;
            case ThreadEntry.Waiting waiting -> true;
        };
    }

    /** Whether it was written here. */
    private static boolean ours(ThreadEntry entry) {
        return switch (entry) {
            case ThreadEntry.Stored stored -> stored.fromOutbox();
            case ThreadEntry.Waiting _ -> true;
        };
    }

    private boolean sameGroup(@Nullable ThreadEntry one, @Nullable ThreadEntry next) {
        return one != null && next != null && outbound(one) == outbound(next)
                && ours(one) == ours(next) && day(one).equals(day(next))
                && Duration.between(one.at(), next.at()).abs().compareTo(GROUP_GAP) <= 0;
    }

    private LocalDate day(ThreadEntry entry) {
        return entry.at().atZone(zone()).toLocalDate();
    }

    /** Puts what is missing between the rows of the timeline, before the message that follows it. Pure. */
    record Gaps(ZoneId zone, Locale locale) {

        /**
         * @param rows of the timeline, oldest first
         * @param gaps of the conversation, oldest first
         * @param older whether there are stored messages before the first row
         */
        List<TimelineRow> between(List<TimelineRow> rows, List<Gap> gaps, boolean older, Instant now) {
            if (gaps.isEmpty()) {
                return rows;
            }
            List<TimelineRow> all = new ArrayList<>(rows);
            for (Gap gap : gaps) {
                int next = firstFrom(all, gap.to());
                // Before the first row only if nothing stored stands between.
                boolean here = next >= 0
                        && (precededByBubble(all, next) || !older || stored(all.get(next)).at().equals(gap.to()));
                if (here) {
                    boolean newDay = next > 0 && all.get(next - 1) instanceof TimelineRow.Day;
                    all.add(newDay ? next - 1 : next, new TimelineRow.Gap("gap " + gap.key(), words(gap, now)));
                }
            }
            return all;
        }

        private static int firstFrom(List<TimelineRow> rows, Instant to) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof TimelineRow.Bubble bubble
                        && bubble.entry() instanceof ThreadEntry.Stored stored
                        && !stored.at().isBefore(to)) {
                    return i;
                }
            }
            return -1;
        }

        private static boolean precededByBubble(List<TimelineRow> rows, int at) {
            return rows.subList(0, at).stream().anyMatch(TimelineRow.Bubble.class::isInstance);
        }

        private static ThreadEntry stored(TimelineRow row) {
            return ((TimelineRow.Bubble) row).entry();
        }

        private String words(Gap gap, Instant now) {
            Instant from = gap.from();
            Missing missing = gap.missing();
            if (from == null) {
                return Texts.get("thread.gap.beginning", time(gap.to(), now));
            }
            if (missing == null) {
                return Texts.get("thread.gap.unknown", time(from, now), time(gap.to(), now));
            }
            return Texts.get("thread.gap.counted", missing.messages(), time(missing.first(), now),
                    time(missing.last(), now));
        }

        private String time(Instant at, Instant now) {
            return Times.message(at, now, zone, locale);
        }
    }
}
