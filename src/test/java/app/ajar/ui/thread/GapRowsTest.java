package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import app.ajar.store.Gaps.Gap;
import app.ajar.store.Gaps.Missing;
import app.ajar.store.ThreadEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GapRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
    private static final ConversationId CHAT = StoredThreads.id("c");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final TimelineRows timeline = new TimelineRows(UTC, Locale.UK);
    private final TimelineRows.Gaps gaps = new TimelineRows.Gaps(UTC, Locale.UK);

    private static Instant today(String clock) {
        return Instant.parse("2026-11-20T" + clock + ":00Z");
    }

    private static ThreadEntry in(String id, Instant at) {
        return new ThreadEntry.Stored("m" + id, StoredThreads.inbound(CHAT, "p", id, at, "Hello " + id), false, 0);
    }

    private static ThreadWindow stretch(List<ThreadEntry> entries) {
        return new ThreadWindow(CHAT, entries, false, false, Beside.NOTHING);
    }

    private static Gap gap(@Nullable Instant from, Instant to, @Nullable Missing missing) {
        return new Gap(7, from, to, missing);
    }

    private List<String> keys(List<ThreadEntry> entries, boolean older, Gap gap) {
        return gaps.between(timeline.of(stretch(entries), "", NOW, null), List.of(gap), older, NOW).stream()
                .map(TimelineRow::key).toList();
    }

    private String words(Gap gap) {
        return gaps.between(timeline.of(stretch(List.of(in("1", gap.to()))), "", NOW, null), List.of(gap), false, NOW)
                .stream()
                .filter(TimelineRow.Gap.class::isInstance).map(row -> ((TimelineRow.Gap) row).words()).findFirst()
                .orElseThrow();
    }

    @Test
    void aGap_standsBeforeTheMessageThatFollowsIt() {
        assertThat(keys(List.of(in("1", today("14:02")), in("2", today("16:40"))), true,
                gap(today("14:02"), today("16:40"), null))).endsWith("m1", "gap 7", "m2");
    }

    @Test
    void aGapOverMidnight_standsBeforeTheNewDay() {
        assertThat(keys(List.of(in("1", today("14:02").minusSeconds(86_400)), in("2", today("16:40"))), true,
                gap(today("14:02").minusSeconds(86_400), today("16:40"), null)))
                .containsExactly("day 2026-11-19", "m1", "gap 7", "day 2026-11-20", "m2");
    }

    @Test
    void whatLiesBeforeTheFirstMessage_isSaidAtTheTop_onlyWhenTheTopIsShown() {
        Gap beginning = gap(null, today("14:02"), null);
        assertThat(keys(List.of(in("1", today("14:02"))), false, beginning)).startsWith("gap 7");
        assertThat(keys(List.of(in("5", today("16:02"))), true, beginning)).doesNotContain("gap 7");
    }

    @Test
    void aGapBeyondTheStretchOnScreen_isNotShown() {
        assertThat(keys(List.of(in("1", today("10:00"))), true, gap(today("14:02"), today("16:40"), null)))
                .doesNotContain("gap 7");
    }

    @Test
    void itsWords_sayHowManyAndWhen_asFarAsThatIsKnown() {
        assertThat(words(gap(today("14:00"), today("16:41"), new Missing(35, today("14:02"), today("16:40")))))
                .isEqualTo("About 35 messages between 14:02 and 16:40 are not on this computer.");
        assertThat(words(gap(today("14:00"), today("16:41"), new Missing(1, today("14:02"), today("14:02")))))
                .isEqualTo("About 1 message from 14:02 is not on this computer.");
        assertThat(words(gap(today("14:00"), today("16:41"), null)))
                .isEqualTo("Messages between 14:00 and 16:41 may not be on this computer.");
        assertThat(words(gap(null, today("16:41"), null)))
                .isEqualTo("What was written before 16:41 is not on this computer.");
    }
}
