package app.ajar.store;

import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.store.ChangeFeed.Arrivals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.LIVE;
import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.OTHER;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.message;
import static app.ajar.store.Sample.outbound;
import static app.ajar.store.Sample.picture;
import static app.ajar.store.Sample.pulled;
import static app.ajar.store.Sample.thread;
import static org.assertj.core.api.Assertions.assertThat;

class ArrivalsTest {

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Sample.liveShop(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static List<String> words(Arrivals arrivals) {
        return arrivals.messages().stream().map(arrival -> String.valueOf(arrival.text())).toList();
    }

    @Test
    void messages_comeOnce_inTheirOrder_whateverBroughtThem() {
        apply(database, pulled(MIA, inbound(MIA, "m0", at(0), "Before")));
        Arrivals start = database.threads().arrivals(-1);
        assertThat(start.messages()).as("what was there before is not new").isEmpty();

        SyncWriter.Pulled page = pulled(MIA, inbound(MIA, "m0", at(0), "Before"), inbound(MIA, "m1", at(5), "First"),
                message(MIA, "m2", Message.Direction.INBOUND, at(6), null, List.of(picture(0, "a1", null)), List.of()));
        apply(database, page);
        apply(database, page);
        Arrivals news = database.threads().arrivals(start.mark());
        assertThat(words(news)).containsExactly("First", "null");
        assertThat(news.messages().getLast().attachment()).isEqualTo(Attachment.Kind.IMAGE);
        assertThat(news.messages()).allMatch(arrival -> arrival.conversation().equals(MIA));
        assertThat(database.threads().arrivals(news.mark()).messages()).isEmpty();
    }

    @Test
    void whatWasRead_answered_orTakenBackMeanwhile_isNoNews() {
        ConversationId read = thread("read");
        ConversationId answered = thread("answered");
        ConversationId unsent = thread("unsent");
        long mark = database.threads().arrivals(-1).mark();
        for (ConversationId each : List.of(read, answered, unsent)) {
            apply(database, pulled(each, inbound(each, "m1", at(0), "Hello")));
        }
        assertThat(database.threads().arrivals(mark).messages()).hasSize(3);

        database.notes().markRead(read);
        apply(database, pulled(answered, outbound(answered, "m2", at(5), "Hi")));
        database.media().unsend(unsent, new MessageId("m1"));
        assertThat(database.threads().arrivals(mark).messages()).isEmpty();

        apply(database, pulled(read, inbound(read, "m3", at(0), "In the same second")));
        apply(database, pulled(answered, inbound(answered, "m4", at(9), "Thanks")));
        assertThat(words(database.threads().arrivals(mark))).containsExactly("In the same second", "Thanks");
    }

    @Test
    void account_isSynced_onlyOnceItsHistoryIsHere() {
        database.accounts().put(Sample.account(OTHER));
        assertThat(database.threads().arrivals(-1).synced()).containsExactly(SHOP);
        database.sync().applyPage(OTHER, List.of(), LIVE);
        assertThat(database.threads().arrivals(-1).synced()).containsExactlyInAnyOrder(SHOP, OTHER);
    }

    @Test
    void moreThanAThousand_areTheNewestThousand() {
        long mark = database.threads().arrivals(-1).mark();
        List<SyncWriter.Pulled> page = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            ConversationId id = thread("person-" + i);
            page.add(pulled(id, inbound(id, "m" + i, at(i), "Words " + i)));
        }
        database.sync().applyPage(SHOP, page, null);
        Arrivals news = database.threads().arrivals(mark);
        assertThat(news.messages()).hasSize(1_000);
        assertThat(news.messages().getFirst().text()).isEqualTo("Words 100");
        assertThat(news.messages().getLast().text()).isEqualTo("Words 1099");
    }

    @Test
    void looking_readsByTheMessagesKey_andNotTheUnreadConversations() {
        String plan = database.sessions().read(session -> session
                .first("EXPLAIN " + Arrivals.SINCE, Session.Row::text, 5L, 9L).orElseThrow());
        assertThat(plan).containsPattern("\"M\"\\s+/\\* CACHE.PRIMARY_KEY\\w*: ID > \\?1\\s+AND ID <= \\?2")
                .contains("/* index sorted */");
    }
}
