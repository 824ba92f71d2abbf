package app.ajar.ui.compose;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.sending.Replies.Written;
import app.ajar.store.UserNotes.Draft;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.thread.StoredThreads;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of what the toolkit's thread and the background do with a draft is each test's to choose: nothing happens in the
 * background but when the test says so.
 */
// The store is opened before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class DraftsFxTest {

    private static final ConversationId CHAT = StoredThreads.id("here");
    private static final ConversationId OTHER = StoredThreads.id("there");

    @TempDir
    private Path folder;

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private StoredThreads stored;
    private Drafts drafts;

    @BeforeEach
    void open() {
        stored = new StoredThreads(folder);
        stored.store(CHAT, StoredThreads.person("p1", "mia", "Mia"), stored.chat(CHAT, "p1", 3));
        drafts = new Drafts(stored.database, new FxBridge(background::add, Runnable::run, failures::add));
        drafts.begin(CHAT, Draft.NONE);
    }

    @AfterEach
    void close() {
        stored.close();
        assertThat(failures).isEmpty();
    }

    private void runAll() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private void type(String text) {
        drafts.typed(text);
        drafts.save();
    }

    private Supplier<Written> reply(String words) {
        return drafts.becoming(CHAT, words, () -> new Written.Queued(stored.database.outbox().enqueue(CHAT,
                Content.words(words), false, new Plan.Now(null, null), StoredThreads.NOW)));
    }

    private static void queued(Supplier<Written> reply) {
        assertThat(reply.get()).isInstanceOf(Written.Queued.class);
    }

    private void go(ConversationId to) {
        drafts.begin(to, drafts.latest(to, stored.database.notes().wholeDraft(to)));
    }

    private String shown() {
        return drafts.latest(CHAT, stored.database.notes().wholeDraft(CHAT)).text();
    }

    private String kept() {
        return stored.database.notes().draft(CHAT).orElse("");
    }

    @Test
    void wordsThatAreAReply_areNoDraft_howeverEarlyOneComesBack() {
        drafts.typed("Sent");
        Supplier<Written> reply = reply("Sent");
        go(OTHER);
        queued(reply);
        assertThat(shown()).isEmpty();
        go(CHAT);
        runAll();
        assertThat(kept()).isEmpty();
    }

    @Test
    void theSame_whenTheConversationIsLeftAfterTheReplyIsStored() {
        drafts.typed("Sent");
        queued(reply("Sent"));
        go(OTHER);
        assertThat(background).as("nothing is left to save").isEmpty();
        go(CHAT);
        runAll();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatTheStoreSaidJustBeforeTheReplyTookIt_isNotShownAgain() {
        type("Sent");
        runAll();
        Supplier<Written> reply = reply("Sent");
        drafts.begin(OTHER, Draft.NONE);
        Draft asked = stored.database.notes().wholeDraft(CHAT);
        assertThat(asked.text()).isEqualTo("Sent");
        queued(reply);
        assertThat(drafts.latest(CHAT, asked)).isEqualTo(Draft.NONE);
    }

    @Test
    void aSaveThatWaited_isNotWrittenAfterTheReply() {
        type("Se");
        Runnable late = background.remove();
        drafts.typed("Sent");
        queued(reply("Sent"));
        late.run();
        drafts.sent("");
        runAll();
        assertThat(kept()).isEmpty();
        assertThat(shown()).isEmpty();
    }

    @Test
    void theSameWordsWrittenOnceMore_areADraft() {
        drafts.typed("Yes");
        queued(reply("Yes"));
        drafts.sent("");
        type("Yes");
        runAll();
        assertThat(kept()).isEqualTo("Yes");
        go(OTHER);
        go(CHAT);
        assertThat(shown()).isEqualTo("Yes");
    }

    @Test
    void whatIsTypedBehindAReplyOnItsWay_staysThoughTheConversationIsLeft() {
        drafts.typed("Sent");
        Supplier<Written> reply = reply("Sent");
        type("Sent, and more");
        runAll();
        go(OTHER);
        queued(reply);
        assertThat(shown()).isEqualTo("Sent, and more");
        assertThat(kept()).isEqualTo("Sent, and more");
    }

    @Test
    void whatWasTypedBehindAReply_andTakenAway_doesNotComeBack() {
        drafts.typed("Sent");
        Supplier<Written> reply = reply("Sent");
        type("Sent, and more");
        queued(reply);
        drafts.sent("");
        runAll();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aReplyThatIsRefused_leavesTheDraft() {
        type("Not now");
        Written.Refused refused = new Written.Refused(Failure.WINDOW_CLOSED);
        assertThat(drafts.becoming(CHAT, "Not now", () -> refused).get()).isEqualTo(refused);
        runAll();
        assertThat(kept()).isEqualTo("Not now");
    }
}
