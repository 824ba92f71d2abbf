package app.ajar.store;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.ConversationQueries.ListRow;
import app.ajar.store.Database.OpenResult;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Fills a data folder with as much as a busy shop gathers over years: a few huge conversations and a long tail, names
 * and words in several scripts. Same seed, same rows.
 */
public final class LargeCache {

    private static final String[] NAMES = {"Anneliese Brandt", "Đặng Thu Hà", "Mía Ødegård", "يوسف الحداد", "小林 美咲",
            "Владимир Лебедев", "Ελένη Παππά", "김서연", "อรุณ ใจดี", "Zoë O’Connor", "प्रिया शर्मा", "רות לוי",
            "🌿 Fern & Co", "İpek Yıldız",
            "Chidi Okafor"};
    private static final String[] WORDS = {"hello", "thanks", "order", "when", "ready", "tomorrow", "please", "colour",
            "größe", "señora", "merci", "дякую", "привет", "こんにちは", "届きますか", "안녕하세요", "مرحبا", "شكرا", "תודה", "ขอบคุณ",
            "😀",
            "❤️", "👍🏽", "👩‍👩‍👧", "size", "delivery", "black", "still", "available", "shop", "until", "six",
            "Friday"};
    private static final int CONVERSATIONS_A_COMMIT = 20;
    private static final int MESSAGES_A_COMMIT = 2000;

    private final Random random;
    private final AccountId account;
    private final Instant newest;

    private LargeCache(AccountId account, Instant newest, long seed) {
        this.account = account;
        this.newest = newest;
        this.random = new Random(seed);
    }

    /** What was written, and how quickly. */
    public record Filled(AccountId account, int conversations, int messages, Duration took) {

        /** Messages a second. */
        public long rate() {
            return messages * 1000L / Math.max(1, took.toMillis());
        }
    }

    /**
     * Fills the folder's database, which must not hold the account yet.
     *
     * @param newest when the newest message was sent; the rest goes back two years
     */
    public static Filled fill(Path folder, int conversations, int messages, Instant newest, long seed) {
        long start = System.nanoTime();
        if (!(Database.open(folder) instanceof OpenResult.Opened(Database database))) {
            throw new IllegalStateException("cannot open " + folder);
        }
        try (database) {
            AccountId account = new AccountId("17841400000009999");
            database.accounts().put(new Account(account, "large.shop", "Large Shop", null, Account.Status.CONNECTED,
                    null, newest, newest, null));
            database.sync().applyPage(account, List.of(), new SyncCursor(null, null, newest, newest, true, 0));
            database.setWriteDelay(Duration.ofMillis(500));
            new LargeCache(account, newest, seed).write(database, sizes(conversations, messages));
            database.setWriteDelay(Duration.ZERO);
            return new Filled(account, conversations, messages, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Plans replies to these in turn, the first for then and each so much later, in one transaction. */
    public static void plan(Database database, List<ConversationId> people, List<String> replies, Instant first,
            Duration apart, Instant now) {
        database.sessions().write(tx -> {
            for (int i = 0; i < replies.size(); i++) {
                OutboxId id = Outbox.insert(tx, people.get(i % people.size()), Content.words(replies.get(i)), false,
                        DeliveryState.QUEUED, now);
                OutboxRows.put(tx, id, new Plan.At(first.plus(apart.multipliedBy(i))));
            }
            tx.userMade();
            return true;
        });
    }

    /** {@code FOLDER CONVERSATIONS MESSAGES}: fills it as of now and says how quickly. */
    public static void main(String[] args) {
        Filled filled = fill(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]),
                Clock.systemUTC().instant(), 1);
        new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8)
                .println(filled + ", " + filled.rate() + " messages/s");
    }

    /** Zipf's law: the n-th conversation has about a tenth of the shares of the first by n = 100; each has one at least. */
    static int[] sizes(int conversations, int messages) {
        double all = 0;
        for (int i = 0; i < conversations; i++) {
            all += 1.0 / (i + 10);
        }
        int[] sizes = new int[conversations];
        int left = messages;
        for (int i = conversations - 1; i >= 0; i--) {
            sizes[i] = i == 0 ? left : Math.min(left - i, Math.max(1, (int) (messages / all / (i + 10))));
            left -= sizes[i];
        }
        return sizes;
    }

    private void write(Database database, int[] sizes) {
        int next = 0;
        while (next < sizes.length) {
            int from = next;
            int rows = 0;
            while (next < sizes.length && next - from < CONVERSATIONS_A_COMMIT && rows < MESSAGES_A_COMMIT) {
                rows += sizes[next++];
            }
            int to = next;
            database.sessions().write(tx -> {
                for (int i = from; i < to; i++) {
                    conversation(tx, i, sizes[i]);
                }
                return to;
            });
        }
    }

    private void conversation(Session.Tx tx, int number, int size) throws SQLException {
        ConversationId id = new ConversationId(account, "aWdfZAG06MTpJR01lc3NhZA2VUaHJlYWQ6" + number + "x".repeat(60));
        ParticipantId person = new ParticipantId(account, Long.toString(6_700_000_000_000_000L + number));
        String name = NAMES[random.nextInt(NAMES.length)] + " " + number;
        // Big conversations are busy ones, but anyone may have written last.
        Instant last = newest.minusSeconds((long) (Math.pow(random.nextDouble(), 3) * 63_000_000L));
        ListRow row = ListRow.create(tx, id, last);
        row.participant = AccountTable.People.put(tx,
                new Participant(person, "person." + number, name, null, null, null, null, null, null));
        Instant at = last.minusSeconds((long) (size * 40_000L * random.nextDouble()));
        long step = Math.max(1, Duration.between(at, last).toSeconds() / Math.max(1, size));
        for (int i = 0; i < size; i++) {
            Message message = message(id, person, number, i, i == size - 1 ? last : at.plusSeconds(step * i));
            MessageRows.insert(tx, row.id, message, null);
            row.saw(message);
        }
        row.unread = random.nextInt(10) == 0 ? 1 + random.nextInt(5) : 0;
        row.priority = random.nextInt(50) == 0;
        row.save(tx);
        tx.update("UPDATE cache.tally SET messages = messages + ? WHERE account_id = ?", size, account.value());
    }

    private Message message(ConversationId id, ParticipantId person, int number, int i, Instant at) {
        boolean inbound = random.nextInt(5) < 3;
        StringBuilder text = new StringBuilder();
        for (int words = 1 + random.nextInt(12); words > 0; words--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(words > 1 ? " " : "");
        }
        List<Attachment> attachments = new ArrayList<>();
        if (random.nextInt(12) == 0) {
            attachments.add(new Attachment(0, Attachment.Kind.IMAGE, "a" + number + "-" + i,
                    "https://media.example/ig_messaging_cdn/?asset_id=" + number + i + "&signature=" + "s".repeat(80),
                    null, "image/jpeg", null, 1080, 1350, Attachment.State.PENDING, null, null));
        }
        List<Message.Reaction> reactions = random.nextInt(40) == 0
                ? List.of(new Message.Reaction(inbound ? account.value() : person.value(), "❤️"))
                : List.of();
        return new Message(id, new MessageId("aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlE" + number + "Z" + i + "z".repeat(90)),
                inbound ? Message.Direction.INBOUND : Message.Direction.OUTBOUND,
                inbound ? person.value() : account.value(), at, attachments.isEmpty() ? text.toString() : null,
                attachments.isEmpty() ? Message.Kind.TEXT : Message.Kind.MEDIA, DeliveryState.SENT, null, null,
                attachments, reactions, null);
    }
}
