package app.ajar.store;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.store.ChangeFeed.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.OTHER;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.outbound;
import static app.ajar.store.Sample.person;
import static app.ajar.store.Sample.picture;
import static app.ajar.store.Sample.pulled;
import static app.ajar.store.Sample.thread;
import static org.assertj.core.api.Assertions.assertThat;

class AccountsAndNotesTest {

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Sample.liveShop(folder);
    }

    @AfterEach
    void close() {
        assertThat(database.check()).isTrue();
        database.close();
    }

    /** Something in every table. */
    private void fill(ConversationId id) {
        database.sync().applyPage(id.account(), List.of(pulled(id, inbound(id, "m1", NOON, "Hi"),
                Sample.message(id, "m2", Message.Direction.INBOUND, NOON.plusSeconds(1), null,
                        List.of(picture(0, "a", "u")), List.of(new Message.Reaction("x", "❤️"))))),
                Sample.LIVE);
        var sent = database.outbox().enqueue(id, "Sent", false, NOON.plusSeconds(2));
        database.outbox().markSent(sent.id(), outbound(id, "m3", NOON.plusSeconds(2), "Sent"));
        database.outbox().enqueue(id, "Waiting", false, NOON.plusSeconds(3));
        database.notes().putDraft(id, "Draft");
        database.notes().markRead(id);
        database.jobs().offer(JobQueue.Type.DOWNLOAD_AVATAR, id.account(), "mia", "", 1, NOON);
        database.sync().keepUnreadable(id.account(), "message", "{}");
    }

    private List<String> tablesWithRows() {
        return database.sessions().read(session -> {
            List<String> filled = new ArrayList<>();
            for (String table : session.list("SELECT TABLE_SCHEMA || '.' || TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                    + " WHERE TABLE_SCHEMA IN ('CACHE', 'LOCAL') AND TABLE_NAME NOT IN ('flyway_schema_history', 'FACT')",
                    Session.Row::text)) {
                if (session.number("SELECT COUNT(*) FROM " + table) > 0) {
                    filled.add(table);
                }
            }
            return filled;
        });
    }

    @Test
    void removingAnAccount_leavesNothingOfIt_inAnyTable() {
        fill(MIA);
        assertThat(tablesWithRows()).hasSizeGreaterThanOrEqualTo(13);
        database.accounts().remove(SHOP);
        assertThat(tablesWithRows()).isEmpty();
        assertThat(database.conversations().counts(null, NOON)).isEqualTo(new ConversationQueries.Counts(0, 0, 0, 0));
        apply(database, pulled(MIA, inbound(MIA, "late", NOON, "A page that was under way")));
        database.notes().putDraft(MIA, "late");
        database.jobs().offer(JobQueue.Type.DOWNLOAD_AVATAR, SHOP, "mia", "", 1, NOON);
        database.sync().putProfile(person(MIA));
        assertThat(tablesWithRows()).isEmpty();
    }

    @Test
    void removingAnAccount_leavesTheOthersAlone_andSaysSo() {
        database.accounts().put(Sample.account(OTHER));
        ConversationId other = new ConversationId(OTHER, MIA.value());
        fill(MIA);
        fill(other);
        try (var heard = new Sample.Heard(database)) {
            database.accounts().remove(SHOP);
            database.accounts().remove(SHOP);
            assertThat(heard.all()).containsOnly(new Change.AccountChanged(SHOP), new Change.Reset());
        }
        assertThat(database.accounts().all()).extracting(Account::id).containsExactly(OTHER);
        assertThat(database.threads().newest(other, 10)).hasSize(4);
        assertThat(database.threads().newest(MIA, 10)).isEmpty();
        assertThat(database.notes().draft(other)).hasValue("Draft");
        assertThat(database.conversations().counts(null, NOON).messages()).isEqualTo(3);
    }

    @Test
    void aRemovalThatWasKilled_isFinishedAtTheNextStart() {
        fill(MIA);
        database.sessions().write(tx -> tx.update("DELETE FROM local.account"));
        database.close();
        database = Sample.open(folder);
        assertThat(database.conversations().find(MIA)).isEmpty();
        assertThat(database.threads().messageCount(null)).isZero();
    }

    @Test
    void anAccountPutAgain_keepsWhenItWasConnected_andNothingIsSaidWithoutNeed() {
        try (var heard = new Sample.Heard(database)) {
            database.accounts().put(Sample.account(SHOP));
            database.accounts().setStatus(SHOP, Account.Status.CONNECTED, null);
            database.accounts().setToken(SHOP, NOON, null);
            assertThat(heard.all()).isEmpty();
            database.accounts().put(new Account(SHOP, "renamed", null, null, Account.Status.CONNECTED, null,
                    NOON.plusSeconds(99), NOON.plusSeconds(99), null));
            database.accounts().setStatus(SHOP, Account.Status.EXPIRED, AccessProblem.TOKEN_EXPIRED);
            database.accounts().setToken(SHOP, NOON, NOON.plusSeconds(60));
            assertThat(heard.all()).hasSize(3).containsOnly(new Change.AccountChanged(SHOP));
        }
        assertThat(database.accounts().find(SHOP)).hasValue(new Account(SHOP, "renamed", null, null,
                Account.Status.EXPIRED, AccessProblem.TOKEN_EXPIRED, NOON, NOON, NOON.plusSeconds(60)));
    }

    @Test
    void drafts_areKept_andBlankOnesForgotten() {
        database.notes().putDraft(MIA, "  Hello\n");
        assertThat(database.notes().draft(MIA)).hasValue("  Hello\n");
        database.notes().putDraft(MIA, " \n");
        assertThat(database.notes().draft(MIA)).isEmpty();
    }

    @Test
    void aDraft_keepsTheMessageThatItAnswers_withWordsAndWithout() {
        UserNotes.Draft draft = new UserNotes.Draft("Yes", new MessageId("m1"));
        database.notes().putDraft(MIA, draft);
        assertThat(database.notes().wholeDraft(MIA)).isEqualTo(draft);
        database.notes().putDraft(MIA, new UserNotes.Draft(" ", new MessageId("m1")));
        assertThat(database.notes().wholeDraft(MIA)).isEqualTo(new UserNotes.Draft("", new MessageId("m1")));
        assertThat(database.notes().draft(MIA)).isEmpty();
        database.outbox().enqueue(MIA, OutboxMessage.Content.heart(), false, OutboxMessage.Plan.AT_ONCE, NOON);
        assertThat(database.notes().wholeDraft(MIA)).isNotEqualTo(UserNotes.Draft.NONE);
        database.outbox().enqueue(MIA, "Yes", false, NOON);
        assertThat(database.notes().wholeDraft(MIA)).isEqualTo(UserNotes.Draft.NONE);
    }

    @Test
    void aStar_showsInTheRow_andIsSaidOnce() {
        apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Hi")));
        try (var heard = new Sample.Heard(database)) {
            database.notes().setPriority(MIA, true);
            database.notes().setPriority(MIA, true);
            assertThat(heard.all()).containsExactly(new Change.ConversationsChanged(Set.of(MIA)));
        }
        assertThat(database.conversations().page(
                new ConversationFilter(null, ConversationFilter.Tab.PRIORITY, null, NOON), null, 5)).hasSize(1);
    }

    @Test
    void whoeversPictureIsBeingFetched_isNotAmongThoseWithout_untilThatIsOver() {
        apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Hi")));
        JobQueue jobs = database.jobs();
        jobs.offer(JobQueue.Type.DOWNLOAD_AVATAR, SHOP, person(MIA).id().value(), "", 0, NOON);
        assertThat(database.media().withoutAvatar(SHOP, NOON, 9)).isEmpty();
        JobQueue.Job job = jobs.claim(NOON, Duration.ofMinutes(5), JobQueue.Terms.of(Set.of(SHOP))).orElseThrow();
        assertThat(database.media().withoutAvatar(SHOP, NOON, 9)).isEmpty();
        jobs.done(job.id(), NOON);
        assertThat(database.media().withoutAvatar(SHOP, NOON, 9)).containsExactly(person(MIA).id());
    }

    @Test
    void aPicture_showsInTheRow_andItsFailuresAreCounted() {
        ConversationId noor = thread("noor");
        apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Hi")),
                pulled(noor, inbound(noor, "n1", NOON.plusSeconds(1), "Hi")),
                pulled(thread("silent"), outbound(thread("silent"), "s1", NOON, "Hi")));
        assertThat(database.media().avatar(person(MIA).id())).isEmpty();
        assertThat(database.media().withoutAvatar(SHOP, NOON, 9)).containsExactly(person(noor).id(),
                person(MIA).id());
        var stored = new MediaTable.Avatar(person(MIA).id(), "avatars/1/mia.jpg", NOON, "https://p.example/1", 0,
                null);
        try (var heard = new Sample.Heard(database)) {
            database.media().putAvatar(stored);
            database.media().putAvatar(stored);
            assertThat(heard.all()).containsExactly(new Change.AvatarChanged(person(MIA).id()),
                    new Change.ConversationsChanged(Set.of(MIA)));
        }
        database.media().putAvatar(
                new MediaTable.Avatar(person(noor).id(), null, null, null, 2, NOON.plusSeconds(3600)));
        assertThat(database.media().avatar(person(MIA).id())).hasValue(stored);
        assertThat(database.conversations().find(MIA).orElseThrow().avatarFile()).isEqualTo("avatars/1/mia.jpg");
        assertThat(database.media().withoutAvatar(SHOP, NOON, 9)).isEmpty();
        assertThat(database.media().withoutAvatar(SHOP, NOON.plusSeconds(3600), 9))
                .containsExactly(person(noor).id());
        assertThat(database.media().counts()).isEqualTo(new MediaTable.Counts(1, 1));
    }
}
