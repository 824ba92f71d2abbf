package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.store.ThreadEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ConversationId CHAT = StoredThreads.id("c");

    private final TimelineRows rows = new TimelineRows(ZoneId.of("UTC"), Locale.UK);

    @Test
    void eachDay_beginsWithAChip() {
        assertThat(rows.of(stretch(in("a", "2026-11-18T23:59:00Z"), in("b", "2026-11-19T00:01:00Z"),
                in("c", "2026-11-20T08:00:00Z")), "", NOW, null)).filteredOn(TimelineRow.Day.class::isInstance)
                .extracting(row -> ((TimelineRow.Day) row).words()).containsExactly("Wednesday", "Yesterday", "Today");
    }

    @Test
    void daysAreTheReaders_notTheServers() {
        TimelineRows auckland = new TimelineRows(ZoneId.of("Pacific/Auckland"), Locale.UK);
        assertThat(
                auckland.of(stretch(in("a", "2026-11-20T10:59:00Z"), in("b", "2026-11-20T11:01:00Z")), "", NOW, null))
                .filteredOn(TimelineRow.Day.class::isInstance).hasSize(2);
    }

    @Test
    void messagesOfOneSideWithinFiveMinutes_areAGroup_withOneTimeUnderIt() {
        List<TimelineRow.Bubble> bubbles = bubbles(in("a", "2026-11-20T10:00:00Z"), in("b", "2026-11-20T10:05:00Z"),
                in("c", "2026-11-20T10:10:01Z"), out("d", "2026-11-20T10:10:02Z"));
        assertThat(bubbles).extracting(TimelineRow.Bubble::first).containsExactly(true, false, true, true);
        assertThat(bubbles).extracting(TimelineRow.Bubble::last).containsExactly(false, true, true, true);
        assertThat(bubbles).extracting(TimelineRow.Bubble::newest).containsExactly(false, false, false, true);
    }

    @Test
    void midnight_endsAGroup() {
        assertThat(bubbles(in("a", "2026-11-19T23:59:00Z"), in("b", "2026-11-20T00:01:00Z")))
                .allMatch(TimelineRow.Bubble::first);
    }

    @Test
    void waitingReplies_areOwn() {
        ThreadEntry waiting = new ThreadEntry.Waiting("o1", new OutboxMessage(new OutboxId(1), CHAT,
                OutboxMessage.Content.words("Yes"), false,
                DeliveryState.QUEUED, NOW, OutboxMessage.Plan.AT_ONCE, null, null, null));
        TimelineRow.Bubble bubble = bubbles(waiting).getFirst();
        assertThat(bubble.outbound()).isTrue();
        assertThat(bubble.state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(bubble.text()).isEqualTo("Yes");
    }

    private static ThreadWindow stretch(ThreadEntry... entries) {
        return new ThreadWindow(CHAT, List.of(entries), false, false, Beside.NOTHING);
    }

    private List<TimelineRow.Bubble> bubbles(ThreadEntry... entries) {
        return rows.of(stretch(entries), "", NOW, null).stream().filter(TimelineRow.Bubble.class::isInstance)
                .map(TimelineRow.Bubble.class::cast).toList();
    }

    private static ThreadEntry in(String id, String at) {
        return new ThreadEntry.Stored(id, StoredThreads.inbound(CHAT, "p", id, Instant.parse(at), id), false, 0);
    }

    private static ThreadEntry out(String id, String at) {
        return new ThreadEntry.Stored(id, StoredThreads.outbound(CHAT, id, Instant.parse(at), id), false, 0);
    }
}
