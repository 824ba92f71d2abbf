package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import app.ajar.model.Participant;
import app.ajar.ui.kit.FxBridge;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadViewModelTest {

    private static final ConversationId CHAT = StoredThreads.id("t1");
    private static final ConversationId OTHER = StoredThreads.id("t2");
    private static final Participant MAYA = StoredThreads.person("p1", "maya.okafor", "Maya Okafor");

    @TempDir
    Path folder;

    private StoredThreads stored;
    private ThreadViewModel model;
    private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> drafts = new ArrayList<>();

    @BeforeEach
    void open() {
        stored = new StoredThreads(folder);
        // It heard of the account and reads it whenever it likes; here reads are counted.
        stored.sync.close();
        // The feed speaks on the writer's thread, where nothing may be read: the work is done when asked for.
        FxBridge bridge = new FxBridge(background::add, Runnable::run, failures::add);
        model = new ThreadViewModel(stored.database, bridge, () -> StoredThreads.NOW,
                new TimelineRows(ZoneOffset.UTC, Locale.UK));
    }

    @AfterEach
    void close() {
        model.close();
        stored.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void opening_showsTheNewestPageTheRowAndTheDraft() {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 100));
        stored.database.notes().putDraft(CHAT, "Half a");
        openChat();
        assertThat(texts()).hasSize(ThreadWindow.FIRST).last().asString().startsWith("Message 99");
        assertThat(model.conversationProperty().get().person().displayName()).isEqualTo("Maya Okafor");
        assertThat(drafts).containsExactly("Half a");
        assertThat(model.hasOlder()).isTrue();
        assertThat(model.hasNewer()).isFalse();
    }

    @Test
    void readingBackAndForth_showsEveryMessageOnceInOrder_andNeverTooMany() {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 500));
        openChat();
        while (model.hasOlder()) {
            model.loadOlder();
            work();
            assertThat(texts()).hasSizeLessThanOrEqualTo(ThreadWindow.MOST);
            assertThat(numbers())
                    .isEqualTo(IntStream.range(numbers().getFirst(), numbers().getLast() + 1).boxed().toList());
        }
        assertThat(numbers()).startsWith(0);
        assertThat(model.hasNewer()).isTrue();
        while (model.hasNewer()) {
            model.loadNewer();
            work();
            assertThat(texts()).hasSizeLessThanOrEqualTo(ThreadWindow.MOST);
        }
        assertThat(numbers()).endsWith(499);
    }

    @Test
    void oneIncomingMessage_costsOneQueryOfTheThreadAndOneOfTheRow() {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 100));
        openChat();
        long before = stored.database.queryCount();
        stored.store(CHAT, MAYA, List.of(incoming("new", "Hello again")));
        assertThat(texts()).endsWith("Hello again");
        assertThat(stored.database.queryCount() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void otherConversations_costNothing() {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 10));
        openChat();
        long before = stored.database.queryCount();
        stored.store(OTHER, StoredThreads.person("p2", "jonas", "Jonas"),
                List.of(StoredThreads.inbound(OTHER, "p2", "x", StoredThreads.NOW, "Hi")));
        work();
        assertThat(stored.database.queryCount()).isEqualTo(before);
    }

    @Test
    void awayFromTheBottom_newMessagesOfThePersonAreCounted() {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 60));
        openChat();
        model.setAtBottom(false);
        stored.store(CHAT, MAYA, List.of(incoming("n1", "One"), incoming("n2", "Two"),
                StoredThreads.outbound(CHAT, "n3", StoredThreads.NOW, "Mine")));
        work();
        assertThat(model.unseenProperty().get()).isEqualTo(2);
        model.setAtBottom(true);
        assertThat(model.unseenProperty().get()).isZero();
    }

    @Test
    void aReplyThatBecomesAMessage_keepsItsKey() {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 3));
        openChat();
        OutboxMessage reply = stored.database.outbox().enqueue(CHAT, "On its way", false, StoredThreads.NOW);
        work();
        String key = model.rowsProperty().get().getLast().key();
        stored.database.outbox().markSending(reply.id(), StoredThreads.NOW);
        stored.database.outbox().markSent(reply.id(),
                StoredThreads.outbound(CHAT, "sent", StoredThreads.NOW, "On its way"));
        assertThat(texts()).containsOnlyOnce("On its way");
        assertThat(model.rowsProperty().get().getLast().key()).isEqualTo(key);
    }

    @Test
    void aDiscardedReply_goesAway() {
        openChat();
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 3));
        OutboxMessage reply = stored.database.outbox().enqueue(CHAT, "Never mind", false, StoredThreads.NOW);
        assertThat(texts()).contains("Never mind");
        stored.sync.replies().discard(reply.id());
        assertThat(texts()).hasSize(3).doesNotContain("Never mind");
    }

    @Test
    void anEmptyConversation_fillsWhenItsFirstMessageComes() {
        openChat();
        work();
        assertThat(model.rowsProperty().get()).isEmpty();
        stored.store(CHAT, MAYA, List.of(incoming("first", "Hello")));
        assertThat(texts()).containsExactly("Hello");
        assertThat(model.conversationProperty().get()).isNotNull();
    }

    @Test
    void openingNothing_showsNothing() {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 3));
        openChat();
        model.open(null, draft -> drafts.add(draft.text()));
        assertThat(model.rowsProperty().get()).isEmpty();
        assertThat(model.stateProperty().get()).isEqualTo(ThreadViewModel.State.NOTHING);
    }

    private void openChat() {
        model.open(CHAT, draft -> drafts.add(draft.text()));
        work();
    }

    private void work() {
        for (Runnable next = background.poll(); next != null; next = background.poll()) {
            next.run();
        }
    }

    private static Message incoming(String id, String text) {
        return StoredThreads.inbound(CHAT, "p1", id, StoredThreads.NOW.minusSeconds(1), text);
    }

    private List<String> texts() {
        work();
        return model.rowsProperty().get().stream().filter(TimelineRow.Bubble.class::isInstance)
                .map(row -> ((TimelineRow.Bubble) row).text()).toList();
    }

    private List<Integer> numbers() {
        return texts().stream().map(text -> Integer.parseInt(text.split(" ", -1)[1])).toList();
    }
}
