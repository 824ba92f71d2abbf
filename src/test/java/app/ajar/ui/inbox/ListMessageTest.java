package app.ajar.ui.inbox;

import app.ajar.model.AccessProblem;
import app.ajar.store.ConversationFilter.Tab;
import app.ajar.sync.Health;
import app.ajar.sync.Health.Phase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListMessageTest {

    @Test
    void of_showsWhatToCheck_whenTheApiSaysThereIsNothing() {
        ListMessage message = whole(health(Phase.NOTHING_GIVEN));
        assertThat(message.checks()).hasSize(4).allSatisfy(check -> {
            assertThat(check.what()).isNotBlank();
            assertThat(check.remedy()).isNotBlank();
        });
        assertThat(message.action()).isEqualTo(ListMessage.Action.LOOK_AGAIN);
    }

    @Test
    void of_countsTheFirstSync() {
        Health health = new Health(People.ACCOUNT, Phase.FIRST_SYNC, null, null, null, null, 1240, 0);
        assertThat(whole(health).title()).isEqualTo("Reading your conversations…");
        assertThat(whole(health).detail()).isEqualTo("1,240 so far, the newest first.");
    }

    @Test
    void of_tellsAnEmptyInboxFromOneThatWasNeverRead() {
        assertThat(whole(new Health(People.ACCOUNT, Phase.OFFLINE, null, People.NOON, null, null, 0, 0)).title())
                .isEqualTo("No connection");
        assertThat(whole(new Health(People.ACCOUNT, Phase.OFFLINE, People.NOON, People.NOON, null, null, 0, 0))
                .title()).isEqualTo("No conversations yet");
        assertThat(whole(health(Phase.LIVE)).detail()).contains("@northbound.co");
    }

    @Test
    void of_saysWhyMetaRefuses_whenNothingIsStored() {
        Health health = new Health(People.ACCOUNT, Phase.NO_ACCESS, null, null, null,
                AccessProblem.MESSAGE_ACCESS_OFF, 0, 0);
        assertThat(whole(health).title()).contains("Allow access to messages");
    }

    @Test
    void of_saysNothing_beforeAnythingIsKnown() {
        assertThat(ListMessage.of(ListFilter.ALL, "northbound.co", null)).isNull();
        assertThat(ListMessage.of(ListFilter.ALL, "northbound.co", health(Phase.STARTING))).isNull();
    }

    @Test
    void of_namesTheWords_whenASearchFindsNothing() {
        ListFilter search = new ListFilter(People.ACCOUNT, Tab.UNREAD, "blue {0} 'shirt'");
        ListMessage message = said(search, health(Phase.LIVE));
        assertThat(message.detail()).contains("“blue {0} 'shirt'”");
    }

    private static Health health(Phase phase) {
        return new Health(People.ACCOUNT, phase, null, null, null, null, 0, 0);
    }

    private static ListMessage whole(@Nullable Health health) {
        return said(ListFilter.ALL, health);
    }

    private static ListMessage said(ListFilter filter, @Nullable Health health) {
        return Objects.requireNonNull(ListMessage.of(filter, "northbound.co", health));
    }
}
