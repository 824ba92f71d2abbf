package app.ajar.ui.planned;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlannedNewsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Plan WAITS = new Plan.WhenTheyWrite(NOON, true);

    @Test
    void aReplyThatBeginsToAsk_isNews_andOneThatAskedBeforeIsNot() {
        assertThat(news(WAITS, new Plan.Asks(null))).containsExactly(PlannedNews.What.WROTE);
        assertThat(news(new Plan.At(NOON), new Plan.Asks(NOON))).containsExactly(PlannedNews.What.LATE);
        assertThat(news(new Plan.Asks(null), new Plan.Asks(null))).isEmpty();
        assertThat(PlannedNews.of(Map.of(), List.of(reply(new Plan.Asks(null), null)))).isEmpty();
    }

    @Test
    void anExpiredReply_isNewsOnce() {
        OutboxMessage expired = reply(new Plan.At(NOON), Failure.EXPIRED);
        assertThat(PlannedNews.of(Map.of(expired.id(), reply(new Plan.At(NOON), null)), List.of(expired)))
                .extracting(PlannedNews::what).containsExactly(PlannedNews.What.EXPIRED);
        assertThat(PlannedNews.of(Map.of(expired.id(), expired), List.of(expired))).isEmpty();
    }

    @Test
    void aReplyThatGoes_isNewsOnlyWhenThePersonBroughtItAbout() {
        OutboxMessage goes = reply(new Plan.Now(NOON.plusSeconds(5), null), null);
        PlannedNews news = PlannedNews.of(Map.of(goes.id(), reply(WAITS, null)), List.of(goes)).getFirst();
        assertThat(news.what()).isEqualTo(PlannedNews.What.GOES);
        assertThat(news.unasked(NOON.plusSeconds(1))).isTrue();
        assertThat(news.unasked(NOON)).isFalse();
        assertThat(news(new Plan.At(NOON), new Plan.Now(null, NOON))).isEmpty();
    }

    private static List<PlannedNews.What> news(Plan before, Plan after) {
        OutboxMessage was = reply(before, null);
        return PlannedNews.of(Map.of(was.id(), was), List.of(reply(after, null))).stream().map(PlannedNews::what)
                .toList();
    }

    private static OutboxMessage reply(Plan plan, @Nullable Failure failure) {
        return new OutboxMessage(new OutboxId(1), new ConversationId(new AccountId("1"), "c"), Content.words("Yes"),
                false, failure == null ? DeliveryState.QUEUED : DeliveryState.FAILED, NOON, plan, null, failure, null);
    }
}
