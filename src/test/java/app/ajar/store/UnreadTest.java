package app.ajar.store;

import app.ajar.store.ChangeFeed.Change;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.outbound;
import static app.ajar.store.Sample.pulled;
import static org.assertj.core.api.Assertions.assertThat;

class UnreadTest extends OpenShop {

    private void firstSyncIsDone() {
        database.sync().applyPage(SHOP, List.of(), Sample.LIVE);
    }

    private int unread() {
        return database.conversations().find(MIA).orElseThrow().unread();
    }

    private static Instant minutes(long minutes) {
        return NOON.plusSeconds(minutes * 60);
    }

    @Test
    void atFirstSync_whatThePersonWroteLastWithinADay_isUnread() {
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(-50), "Hi"), outbound(MIA, "m2", minutes(-40), "Hello"),
                inbound(MIA, "m3", minutes(-30), "One more"), inbound(MIA, "m4", minutes(-20), "And this")));
        assertThat(unread()).isEqualTo(2);
    }

    @Test
    void atFirstSync_anOldRunIsRead_andOursAtTheEndMeansRead() {
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(-25 * 60), "Yesterday")));
        assertThat(unread()).isZero();
        apply(database, pulled(MIA, inbound(MIA, "m2", minutes(-20), "Now"), outbound(MIA, "m3", minutes(-10), "Ok")));
        assertThat(unread()).isZero();
    }

    @Test
    void afterFirstSync_newMessagesCount_untilTheUserLooks() {
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(-25 * 60), "Yesterday")));
        firstSyncIsDone();
        apply(database, pulled(MIA, inbound(MIA, "m2", minutes(1), "Hi"), inbound(MIA, "m3", minutes(2), "There?")));
        assertThat(unread()).isEqualTo(2);
        assertThat(database.conversations().counts(SHOP, NOON).unread()).isEqualTo(1);
        try (var heard = new Sample.Heard(database)) {
            database.notes().markRead(MIA);
            database.notes().markRead(MIA);
            assertThat(heard.all()).containsExactly(new Change.ConversationsChanged(Set.of(MIA)));
        }
        assertThat(unread()).isZero();
        apply(database, pulled(MIA, inbound(MIA, "m2", minutes(1), "Hi"), inbound(MIA, "m3", minutes(2), "There?"),
                inbound(MIA, "m4", minutes(2), "In the same second")));
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void olderHistoryThatArrivesLate_isNotUnread() {
        apply(database, pulled(MIA, inbound(MIA, "m9", minutes(-25 * 60), "Newest")));
        firstSyncIsDone();
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(-48 * 60), "Oldest"),
                inbound(MIA, "m9", minutes(-25 * 60), "Newest")));
        assertThat(unread()).isZero();
    }

    @Test
    void anAnswerFromAnywhere_leavesOnlyWhatCameAfterIt() {
        firstSyncIsDone();
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(1), "One"), inbound(MIA, "m2", minutes(3), "Two")));
        assertThat(unread()).isEqualTo(2);
        apply(database, pulled(MIA, outbound(MIA, "m3", minutes(2), "Answered on the phone")));
        assertThat(unread()).isEqualTo(1);
        apply(database, pulled(MIA, outbound(MIA, "m4", minutes(4), "Again"), inbound(MIA, "m5", minutes(5), "Three")));
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void ourReply_marksAllAsRead_onceItIsSent() {
        firstSyncIsDone();
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(1), "One")));
        var reply = database.outbox().enqueue(MIA, "Yes", false, minutes(2));
        database.outbox().markSending(reply.id(), minutes(2));
        database.outbox().markSent(reply.id(), outbound(MIA, "m2", minutes(2), "Yes"));
        assertThat(unread()).isZero();
    }

    @Test
    void theReadMark_survivesALostCache() {
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(-30), "One")));
        database.notes().markRead(MIA);
        database.notes().setPriority(MIA, true);
        database.sessions().write(tx -> tx.update("DELETE FROM cache.message")
                + tx.update("DELETE FROM cache.conversation") + tx.update("UPDATE cache.tally SET messages = 0"));
        apply(database, pulled(MIA, inbound(MIA, "m1", minutes(-30), "One"), inbound(MIA, "m2", minutes(-5), "Two")));
        assertThat(unread()).isEqualTo(1);
        assertThat(database.conversations().find(MIA).orElseThrow().priority()).isTrue();
    }
}
