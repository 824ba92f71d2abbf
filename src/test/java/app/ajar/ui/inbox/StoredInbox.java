package app.ajar.ui.inbox;

import app.ajar.account.TokenVault;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.SyncWriter.Pulled;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A real store of one shop, filled as sync fills it; the clock stands at noon. */
public final class StoredInbox implements AutoCloseable {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    public static final AccountId SHOP = new AccountId("17841400000000001");

    private static final SyncCursor PAST_FIRST_SYNC = new SyncCursor(null, null, NOON, NOON, true, 0);

    public final Database database;
    private final AtomicInteger messages = new AtomicInteger();
    private @Nullable Pulled last;

    public StoredInbox(Path folder) {
        if (!(Database.open(folder, CLOCK,
                TokenVault.inFile(folder).databaseKeys()) instanceof OpenResult.Opened opened)) {
            throw new IllegalStateException("the store cannot be opened");
        }
        database = opened.database();
    }

    /** On a database that somebody else opened; it is closed with this. */
    public StoredInbox(Database database) {
        this.database = database;
    }

    /** Connects the shop; what comes in from now on is unread. */
    public StoredInbox connected() {
        connect(SHOP, "northbound.co");
        return this;
    }

    public void connect(AccountId id, String username) {
        database.accounts()
                .put(new Account(id, username, null, null, Account.Status.CONNECTED, null, NOON, NOON, null));
        database.sync().applyPage(id, List.of(), PAST_FIRST_SYNC);
    }

    /** This many people, the first the newest, a minute apart. */
    public StoredInbox people(int count) {
        List<Pulled> page = new ArrayList<>();
        IntStream.rangeClosed(1, count).forEach(number -> page.add(
                pulled(id("person-" + number), NOON.minusSeconds(60L * number), "Message of person " + number)));
        database.sync().applyPage(SHOP, page, null);
        IntStream.rangeClosed(1, count).forEach(number -> {
            if (number <= 20) {
                database.notes().markRead(id("person-" + number));
            }
        });
        return this;
    }

    /** A person writes, as a poll brings it. */
    public void writes(String person, Instant at, String text) {
        writes(id(person), at, text);
    }

    public void writes(ConversationId id, Instant at, String text) {
        database.sync().applyPage(id.account(), List.of(pulled(id, at, text)), null);
    }

    /** A person sends this, as a poll brings it. */
    public void sends(String person, Instant at, Attachment attachment) {
        ConversationId id = id(person);
        Participant from = Participant.known(new ParticipantId(id.account(), "igsid-" + id.value()), id.value());
        Message message = new Message(id, new MessageId("m" + messages.incrementAndGet()), Message.Direction.INBOUND,
                from.id().value(), at, null, Message.Kind.MEDIA, DeliveryState.SENT, null, null, List.of(attachment),
                List.of(), null);
        database.sync().applyPage(id.account(), List.of(new Pulled(id, at, from, List.of(message), false, null)), null);
    }

    /** What a profile says the person is called. */
    public void named(String person, String name) {
        ParticipantId who = new ParticipantId(SHOP, "igsid-" + person);
        database.sync().putProfile(new Participant(who, person, name, null, 12_400, true, false, false, NOON));
    }

    /** What came last comes once more, as a poll brings it that finds nothing new. */
    public void again() {
        database.sync().applyPage(SHOP, List.of(Objects.requireNonNull(last)), null);
    }

    public static ConversationId id(String person) {
        return new ConversationId(SHOP, person);
    }

    private Pulled pulled(ConversationId id, Instant at, String text) {
        Participant from = Participant.known(new ParticipantId(id.account(), "igsid-" + id.value()), id.value());
        Message message = new Message(id, new MessageId("m" + messages.incrementAndGet()), Message.Direction.INBOUND,
                from.id().value(), at, text, Message.Kind.TEXT, DeliveryState.SENT, null, null, List.of(), List.of(),
                null);
        Pulled pulled = new Pulled(id, at, from, List.of(message), false, null);
        last = pulled;
        return pulled;
    }

    @Override
    public void close() {
        database.close();
    }
}
