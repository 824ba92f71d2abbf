package app.ajar.templates;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.WindowFacts;
import app.ajar.store.Templates;
import app.ajar.store.UserNotes.Reminded;
import app.ajar.store.UserNotes.Reminder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReminderRuleTest {

    private static final Instant WROTE = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant DUE = WROTE.plus(ReminderRule.USUAL);

    private static Reminded chat(@Nullable Instant inbound, @Nullable Instant since, @Nullable Instant outbound,
            @Nullable Instant done, boolean answering) {
        return new Reminded(new ConversationId(new AccountId("1"), "2"),
                new Reminder(ReminderRule.USUAL, new Templates.Id(1), done),
                new WindowFacts(inbound, null, false, false), since, outbound, answering);
    }

    @Test
    void reminder_isDue_onceTheTimeHasPassedWithoutAnAnswer() {
        Reminded chat = chat(WROTE, WROTE, null, null, false);
        assertThat(ReminderRule.due(chat, DUE.minusMillis(1))).isEmpty();
        assertThat(ReminderRule.due(chat, DUE)).contains(WROTE);
    }

    @Test
    void theFirstUnansweredMessageCounts_notTheNewest() {
        Reminded chat = chat(WROTE.plus(Duration.ofHours(11)), WROTE, WROTE.minusSeconds(60), null, false);
        assertThat(ReminderRule.due(chat, DUE)).contains(WROTE);
    }

    @Test
    void anAnswer_givenOrOnItsWay_endsIt() {
        assertThat(ReminderRule.due(chat(WROTE, null, WROTE.plusSeconds(1), null, false), DUE)).isEmpty();
        assertThat(ReminderRule.due(chat(WROTE, WROTE, null, null, true), DUE)).isEmpty();
    }

    @Test
    void aDismissedMessage_doesNotRemindAgain_aNewerOneDoes() {
        assertThat(ReminderRule.due(chat(WROTE, null, null, WROTE, false), DUE)).isEmpty();
        Instant again = WROTE.plus(Duration.ofHours(1));
        assertThat(ReminderRule.due(chat(again, again, null, WROTE, false), again.plus(ReminderRule.USUAL)))
                .contains(again);
    }

    @Test
    void aClosedOrUnknownWindow_remindsOfNothing() {
        assertThat(ReminderRule.due(chat(WROTE, WROTE, null, null, false), WROTE.plus(Duration.ofHours(24)))).isEmpty();
        assertThat(ReminderRule.due(chat(null, null, null, null, false), DUE)).isEmpty();
    }

    @Test
    void everyChoice_comesBeforeTheWindowCloses() {
        assertThat(ReminderRule.CHOICES).contains(ReminderRule.USUAL).allMatch(
                after -> ReminderRule.due(new Reminded(chat(WROTE, WROTE, null, null, false).id(),
                        new Reminder(after, new Templates.Id(1), null), new WindowFacts(WROTE, null, false, false),
                        WROTE, null, false), WROTE.plus(after)).isPresent());
    }
}
