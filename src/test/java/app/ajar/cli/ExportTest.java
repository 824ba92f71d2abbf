package app.ajar.cli;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.MediaTable;
import app.ajar.store.SyncWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The export's form, to the byte: other programs read it. */
class ExportTest {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final AccountId SHOP = new AccountId("17841400000000001");
    private static final String EXPECTED = """
            {"type":"account","id":"17841400000000001","username":"shop","name":null,"status":"CONNECTED"}
            {"type":"conversation","id":"new","account_id":"17841400000000001","participant_id":"11",\
            "participant_username":"ana","participant_name":"Ana \\"A\\" Łęcka","avatar_file":"avatars/1/11.png",\
            "last_message_at":"2026-11-22T05:59:00Z","last_inbound_at":"2026-11-22T05:52:04Z","window":"OPEN",\
            "can_reply_until":"2026-11-23T05:52:04Z","unread_count":0,"priority":true}
            {"type":"conversation","id":"old","account_id":"17841400000000001","participant_id":"12",\
            "participant_username":null,"participant_name":null,"avatar_file":null,\
            "last_message_at":"2026-11-20T05:52:04Z","last_inbound_at":"2026-11-20T05:52:04Z","window":"CLOSED",\
            "can_reply_until":null,"unread_count":0,"priority":false}
            {"type":"message","id":"m1","conversation_id":"new","direction":"OUTBOUND","sent_at":"2026-11-22T05:00:00Z",\
            "text":"line\\nbreak 🐢","kind":"TEXT","status":"SENT","reactions":[{"by":"11","emoji":"❤️"}],"attachments":[],\
            "reply_to":null}
            {"type":"message","id":"m2","conversation_id":"new","direction":"INBOUND","sent_at":"2026-11-22T05:52:04Z",\
            "text":null,"kind":"MEDIA","status":"SENT","reactions":[],\
            "attachments":[{"kind":"IMAGE","file":null,"state":"PENDING"},{"kind":"AUDIO","file":null,"state":"NOT_KEPT"}],"reply_to":null}
            {"type":"message","id":"outbox-1","conversation_id":"new","direction":"OUTBOUND",\
            "sent_at":"2026-11-22T05:59:00Z","text":"on my way","kind":"TEXT","status":"QUEUED","reactions":[],\
            "attachments":[],"reply_to":"m2"}
            {"type":"message","id":"outbox-2","conversation_id":"new","direction":"OUTBOUND",\
            "sent_at":"2026-11-22T05:59:00Z","text":"","kind":"MEDIA","status":"QUEUED","reactions":[],\
            "attachments":[],"reply_to":null}
            {"type":"message","id":"m3","conversation_id":"old","direction":"INBOUND","sent_at":"2026-11-20T05:52:04Z",\
            "text":"hello","kind":"TEXT","status":"SENT","reactions":[],"attachments":[],"reply_to":"m0"}
            """;

    @TempDir
    Path folder;
    private CliRun cli;

    @BeforeEach
    void store() {
        cli = new CliRun(Map.of("AJAR_DATA", folder.toString()), folder, Clock.fixed(NOW, ZoneOffset.UTC));
        OpenResult.Opened opened = (OpenResult.Opened) Database.open(folder, Clock.fixed(NOW, ZoneOffset.UTC));
        try (Database database = opened.database()) {
            Instant since = NOW.minusSeconds(900);
            database.accounts().put(new Account(SHOP, "shop", null, null, Account.Status.CONNECTED, null, since, since,
                    null));
            ParticipantId ana = new ParticipantId(SHOP, "11");
            ConversationId fresh = new ConversationId(SHOP, "new");
            ConversationId old = new ConversationId(SHOP, "old");
            database.sync().applyPage(SHOP, List.of(
                    new SyncWriter.Pulled(fresh, Instant.parse("2026-11-22T05:52:04Z"), Participant.known(ana, "ana"),
                            List.of(photo(fresh), words(fresh, "m1", "2026-11-22T05:00:00Z", SHOP.value(),
                                    "line\nbreak 🐢", List.of(new Message.Reaction("11", "❤️")))),
                            false, null),
                    new SyncWriter.Pulled(old, Instant.parse("2026-11-20T05:52:04Z"),
                            Participant.known(new ParticipantId(SHOP, "12"), null),
                            List.of(words(old, "m3", "2026-11-20T05:52:04Z", "12", "hello", List.of())), false, null)),
                    null);
            database.sync().putProfile(
                    new Participant(ana, "ana", "Ana \"A\" Łęcka", null, 5, true, false, false, NOW));
            database.media().putAvatar(new MediaTable.Avatar(ana, "avatars/1/11.png", NOW, null, 0, null));
            database.notes().setPriority(fresh, true);
            database.notes().markRead(fresh);
            database.notes().markRead(old);
            Instant written = Instant.parse("2026-11-22T05:59:00.750Z");
            database.outbox().enqueue(fresh, new Content(Content.Kind.TEXT, "on my way", null, new MessageId("m2")),
                    false,
                    Plan.AT_ONCE, written);
            database.outbox().enqueue(fresh, new Content(Content.Kind.IMAGE, "", "https://shop.example/a.png", null),
                    false,
                    Plan.AT_ONCE, written);
        }
    }

    @Test
    void standardOutput_holdsExactlyTheContractsLines() {
        CliRun.Ended ended = cli.run("export", "--format", "jsonl", "--out", "-");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).isEqualTo(EXPECTED);
        assertThat(ended.status()).isZero();
    }

    @Test
    void aFile_holdsTheSame_andIsItsOwnersAlone() throws Exception {
        Path file = Files.createDirectory(folder.resolve("a folder")).resolve("out.jsonl");
        Files.writeString(file, "old");

        CliRun.Ended ended = cli.run("export", "--format", "jsonl", "--out", file.toString(), "--json");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.json().get("messages").longValue()).isEqualTo(5);
        assertThat(file).hasContent(EXPECTED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    void aFileThatCannotBeWritten_leavesWithOne_andNothingBehind() {
        CliRun.Ended ended = cli.run("export", "--format", "jsonl", "--out",
                folder.resolve("no/such.jsonl").toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).hasLineCount(1);
        assertThat(cli.run("export", "--format", "jsonl", "--out", folder.toString()).status()).isEqualTo(2);
    }

    @Test
    void anotherMonth_changesTheWindowsAndNothingElse() {
        CliRun later = new CliRun(Map.of("AJAR_DATA", folder.toString()), folder,
                Clock.fixed(NOW.plusSeconds(86_400), ZoneOffset.UTC));

        String out = later.run("export", "--format", "jsonl", "--out", "-").out();

        assertThat(out).isEqualTo(EXPECTED.replace("\"OPEN\",\"can_reply_until\":\"2026-11-23T05:52:04Z\"",
                "\"CLOSED\",\"can_reply_until\":null"));
    }

    private static Message words(ConversationId conversation, String id, String at, String sender, String text,
            List<Message.Reaction> reactions) {
        return new Message(conversation, new MessageId(id), Message.Direction.of(sender, SHOP), sender,
                Instant.parse(at), text, Message.Kind.TEXT, DeliveryState.SENT, null,
                id.equals("m3") ? new MessageId("m0") : null, List.of(), reactions, null);
    }

    private static Message photo(ConversationId conversation) {
        return new Message(conversation, new MessageId("m2"), Message.Direction.INBOUND, "11",
                Instant.parse("2026-11-22T05:52:04Z"), null, Message.Kind.MEDIA, DeliveryState.SENT, null, null,
                List.of(attachment(0, Attachment.Kind.IMAGE, Attachment.State.PENDING),
                        attachment(1, Attachment.Kind.AUDIO, Attachment.State.NOT_KEPT)),
                List.of(), null);
    }

    private static Attachment attachment(int position, Attachment.Kind kind, Attachment.State state) {
        return new Attachment(position, kind, null, "https://media.example/" + position, null, null, null, null, null,
                state, null, null);
    }
}
