package app.ajar.sync;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sending.Reactions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Reactions of ours on their way to a real server. */
class ReactingTest {

    private static final String MAYA = "maya.okafor";
    private static final String HEART = "❤️";

    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void connect() throws IOException {
        rig = Rig.connected(folder, SandboxOptions.quiet());
        rig.live();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Reactions reactions() {
        return rig.engine().reactions();
    }

    private MessageId theirs() {
        return rig.stored(MAYA).stream().filter(message -> message.direction() == Message.Direction.INBOUND).toList()
                .getLast().id();
    }

    private List<String> ours(MessageId id) {
        return rig.database.threads().message(rig.conversation(MAYA), id).orElseThrow().reactions().stream()
                .filter(reaction -> reaction.by().equals(rig.account().value())).map(Message.Reaction::emoji).toList();
    }

    private void delivered() {
        Rig.until("nothing waits", () -> rig.database.reactions().open().isEmpty());
    }

    @Test
    void aReaction_standsAtTheMessageAtOnce_andArrives_andTheLastChoiceWins() {
        MessageId id = theirs();
        reactions().react(rig.conversation(MAYA), id, HEART);
        assertThat(ours(id)).containsExactly(HEART);
        reactions().react(rig.conversation(MAYA), id, "🔥");
        delivered();

        assertThat(rig.sandbox.log().sent().getLast()).contains("\"sender_action\":\"react\"", "🔥", id.value());
        rig.sandbox.personWrites(MAYA, "Thank you");
        rig.engine().wake();
        Rig.until("read again", () -> "Thank you".equals(rig.stored(MAYA).getLast().text()));
        assertThat(ours(id)).containsExactly("🔥");

        reactions().react(rig.conversation(MAYA), id, null);
        assertThat(ours(id)).isEmpty();
        delivered();
        assertThat(rig.sandbox.log().sent().getLast()).contains("unreact");
        assertThat(ours(id)).isEmpty();
    }

    @Test
    void aReactionWhoseAnswerIsLost_isSentAgain_andAReadMeanwhileDoesNotTakeItAway() {
        MessageId id = theirs();
        rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropAfter()));
        reactions().react(rig.conversation(MAYA), id, HEART);
        assertThat(ours(id)).containsExactly(HEART);
        delivered();
        assertThat(ours(id)).containsExactly(HEART);
    }

    @Test
    void aReactionOfAClosedApp_goesOutWithTheNextStart() {
        MessageId id = theirs();
        rig.restart();
        rig.database.reactions().put(rig.conversation(MAYA), id, HEART);
        rig.restart();
        assertThat(rig.database.reactions().open()).hasSize(1);

        rig.live();

        delivered();
        assertThat(rig.sandbox.log().sent()).singleElement().asString().contains("react", id.value());
    }

    @Test
    void aRefusedReaction_isTakenBack_andSaidSo() {
        MessageId id = theirs();
        Set<ConversationId> told = ConcurrentHashMap.newKeySet();
        reactions().onRefused(told::add);
        rig.sandbox.reachable(MAYA, false);

        reactions().react(rig.conversation(MAYA), id, HEART);

        Rig.until("told", () -> told.contains(rig.conversation(MAYA)));
        assertThat(ours(id)).isEmpty();
        assertThat(rig.database.reactions().open()).isEmpty();
    }
}
