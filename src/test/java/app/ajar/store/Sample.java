package app.ajar.store;

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
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database.OpenResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** What the store's tests write: one shop, its people, their messages; and a clock that stands at noon. */
final class Sample {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    static final AccountId SHOP = new AccountId("17841400000000001");
    static final AccountId OTHER = new AccountId("17841400000000002");
    static final ConversationId MIA = thread("mia");
    /** An account past its first sync. */
    static final SyncCursor LIVE = new SyncCursor(null, null, NOON.minusSeconds(3600), NOON.minusSeconds(3600), true,
            0);

    private Sample() {}

    static Database open(Path folder) {
        OpenResult result = Database.open(folder, CLOCK);
        assertThat(result).isInstanceOf(OpenResult.Opened.class);
        return ((OpenResult.Opened) result).database();
    }

    /** A database with the shop connected. */
    static Database shop(Path folder) {
        Database database = open(folder);
        database.accounts().put(account(SHOP));
        return database;
    }

    /** A database with the shop connected and its first sync done. */
    static Database liveShop(Path folder) {
        Database database = shop(folder);
        database.sync().applyPage(SHOP, List.of(), LIVE);
        return database;
    }

    static Account account(AccountId id) {
        return new Account(id, "harbour.bakery", "Harbour Bakery", null, Account.Status.CONNECTED, null, NOON, NOON,
                null);
    }

    static ConversationId thread(String name) {
        return new ConversationId(SHOP, "thread-" + name);
    }

    static Participant person(ConversationId conversation) {
        String name = conversation.value().replace("thread-", "");
        return Participant.known(new ParticipantId(conversation.account(), "igsid-" + name), name);
    }

    static Message inbound(ConversationId conversation, String id, Instant at, @Nullable String text) {
        return message(conversation, id, Message.Direction.INBOUND, at, text, List.of(), List.of());
    }

    static Message outbound(ConversationId conversation, String id, Instant at, @Nullable String text) {
        return message(conversation, id, Message.Direction.OUTBOUND, at, text, List.of(), List.of());
    }

    static Message message(ConversationId conversation, String id, Message.Direction direction, Instant at,
            @Nullable String text, List<Attachment> attachments, List<Message.Reaction> reactions) {
        String sender = direction == Message.Direction.OUTBOUND
                ? conversation.account().value()
                : person(conversation).id().value();
        return new Message(conversation, new MessageId(id), direction, sender, at, text,
                attachments.isEmpty() ? Message.Kind.TEXT : Message.Kind.MEDIA, DeliveryState.SENT, null, null,
                attachments, reactions, null);
    }

    static Attachment picture(int position, @Nullable String remoteId, @Nullable String url) {
        return new Attachment(position, Attachment.Kind.IMAGE, remoteId, url, null, "image/jpeg", null, 1080, 1350,
                Attachment.State.PENDING, null, null);
    }

    /** As Meta answers: newest first. */
    static SyncWriter.Pulled pulled(ConversationId conversation, Message... messages) {
        List<Message> newestFirst = new ArrayList<>(List.of(messages));
        newestFirst.sort(Comparator.comparing(Message::sentAt).reversed());
        Instant updated = newestFirst.isEmpty() ? NOON : newestFirst.getFirst().sentAt();
        return new SyncWriter.Pulled(conversation, updated, person(conversation), newestFirst, false, null);
    }

    static SyncWriter.Applied apply(Database database, SyncWriter.Pulled... page) {
        return database.sync().applyPage(SHOP, List.of(page), null);
    }

    /** What the feed said since it was opened. */
    static final class Heard implements AutoCloseable {

        private final List<Change> changes = java.util.Collections.synchronizedList(new ArrayList<>());
        private final ChangeFeed.Subscription subscription;

        Heard(Database database) {
            subscription = database.feed().subscribe(changes::add);
        }

        List<Change> all() {
            return List.copyOf(changes);
        }

        @Override
        public void close() {
            subscription.close();
        }
    }
}
