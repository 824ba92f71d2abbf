package app.ajar.ui.thread;

import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.SyncWriter;
import app.ajar.sync.SyncEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real store with conversations written as sync writes them, and an engine that never starts. */
public final class StoredThreads implements AutoCloseable {

    public static final AccountId ACCOUNT = new AccountId("17841400000000001");
    public static final Instant NOW = Instant.parse("2026-11-20T12:22:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    public final Database database;
    public final SyncEngine sync;
    private final MediaHttp http = new MediaHttp(true);
    private final AvatarFiles avatars;

    public StoredThreads(Path folder) {
        if (!(Database.open(folder, CLOCK) instanceof OpenResult.Opened opened)) {
            throw new IllegalStateException("the store cannot be opened");
        }
        database = opened.database();
        avatars = AvatarFiles.in(folder, http);
        sync = new SyncEngine(database, TokenVault.inFile(folder),
                new ApiAddress(URI.create("http://127.0.0.1:1"), "v26.0"), avatars,
                () -> Settings.DEFAULTS, CLOCK);
        database.accounts()
                .put(new Account(ACCOUNT, "northbound.co", "Northbound", null, Account.Status.CONNECTED, null,
                        NOW, NOW, null));
    }

    public static ConversationId id(String name) {
        return new ConversationId(ACCOUNT, name);
    }

    public static Participant person(String id, String username, @Nullable String name) {
        return new Participant(new ParticipantId(ACCOUNT, id), username, name, null, 12_400, true, false, true, NOW);
    }

    /** Stores these messages as one answer about the conversation. */
    public void store(ConversationId id, Participant person, List<Message> messages) {
        database.sync().applyPage(ACCOUNT,
                List.of(new SyncWriter.Pulled(id, NOW, person, messages, false, null)), null);
    }

    /** So many messages of both sides, a minute or a few apart, the newest one minute ago. */
    public List<Message> chat(ConversationId id, String person, int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = NOW.minus(Duration.ofMinutes(1 + 7L * (count - 1 - i)));
            String words = "Message " + i + (i % 3 == 0
                    ? " with some more words, so that it takes two lines or even"
                            + " three of them when the window is as narrow as it may be"
                    : "");
            messages.add(i % 4 < 2 ? inbound(id, person, "m" + i, at, words) : outbound(id, "m" + i, at, words));
        }
        return messages;
    }

    /** These words, by turns theirs and ours, theirs first. */
    public List<Message> said(ConversationId id, String person, List<String> texts) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Instant at = NOW.minus(Duration.ofMinutes(2L * (texts.size() - i)));
            messages.add(i % 2 == 0
                    ? inbound(id, person, "s" + i, at, texts.get(i))
                    : outbound(id, "s" + i, at, texts.get(i)));
        }
        return messages;
    }

    static Message inbound(ConversationId id, String person, String message, Instant at, String text) {
        return message(id, message, Message.Direction.INBOUND, person, at, text, Message.Kind.TEXT, List.of());
    }

    static Message outbound(ConversationId id, String message, Instant at, String text) {
        return message(id, message, Message.Direction.OUTBOUND, ACCOUNT.value(), at, text, Message.Kind.TEXT,
                List.of());
    }

    public static Message message(ConversationId id, String message, Message.Direction direction, String sender,
            Instant at,
            @Nullable String text, Message.Kind kind, List<Attachment> attachments) {
        return new Message(id, new MessageId(message), direction, sender, at, text, kind, DeliveryState.SENT, null,
                null,
                attachments, List.of(), null);
    }

    @Override
    public void close() {
        sync.close();
        database.close();
        http.close();
    }
}
