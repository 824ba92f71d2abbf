package app.ajar.ui.shell;

import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.shape.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.inbox.StoredInbox.SHOP;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** What one message costs the whole window: counted, because times say more of the machine than of the program. */
@ExtendWith(ApplicationExtension.class)
class SelectiveRefreshFxTest {

    /** What was read for the window's opening may still be on its way once; not every time. */
    private static final int TIMES = 4;
    private static final int STILL = 25;
    private static final int MOST_FOR_A_REPLY = 9;

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 200);
        window.open(null);
        until("rows are there", () -> list().getItems().size() >= 60);
        run(() -> list().getSelectionModel().select(0));
        until("the conversation is shown", () -> !entries().isEmpty());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aMessageInTheOpenConversation_costsItsRowAndItsBubble() {
        Counted least = least(i -> {
            String text = "Still open, number " + i;
            return count(() -> window.stored.writes("person-1", NOON, text), () -> shows(text));
        });

        // Its row, the thread's tail, how much is unread, and whose reminder fell due.
        assertThat(least).isEqualTo(new Counted(4, 1, 1, 1, 0));
    }

    @Test
    void aMessageInAnotherConversation_costsItsRow_andMovesThoseThatItPasses() {
        Counted least = least(i -> {
            String person = "person-" + (TIMES + 2 - i);
            String text = "From below, number " + i;
            return count(() -> window.stored.writes(person, NOON.plusSeconds(i), text), () -> first().contains(text));
        });

        // Its row, how much is unread, and whose reminder fell due. It goes out where it was and in at the top.
        assertThat(least).isEqualTo(new Counted(3, 2, TIMES + 2, 0, 0));
    }

    @Test
    void aReplyThatIsWritten_costsItsBubble_andOneThatWasSent_itsRow() {
        Counted written = least(i -> {
            String text = "Ours, number " + i;
            return count(() -> write(text), () -> shows(text));
        });
        List<OutboxMessage> replies = window.stored.database.outbox().all();
        Counted sent = least(i -> {
            OutboxMessage reply = replies.get(i);
            return count(() -> sent(reply), () -> first().contains(reply.text()));
        });

        // The row, the thread's tail, what is unread, planned and to be reminded of; some twice, in the thread and the outbox.
        assertThat(written.queries()).isLessThanOrEqualTo(MOST_FOR_A_REPLY);
        assertThat(written).isEqualTo(new Counted(written.queries(), 1, 1, 1, 0));
        assertThat(sent.queries()).isLessThanOrEqualTo(MOST_FOR_A_REPLY);
        // The bubble stays the one it was.
        assertThat(sent).isEqualTo(new Counted(sent.queries(), 1, 1, 0, 0));
    }

    @Test
    void aSyncThatChangesNothing_readsNothingForTheScreen_andDrawsNothing() {
        window.stored.writes("person-2", NOON, "Once");
        until("it is seen", () -> first().contains("Once"));
        List<List<String>> looks = new ArrayList<>();
        Counted least = least(i -> {
            Changes seen = fx(Changes::new);
            Counted counted = count(() -> window.stored.again(), () -> true);
            looks.add(fx(seen::stop));
            return counted;
        });

        assertThat(least).isEqualTo(new Counted(0, 0, 0, 0, 0));
        // A picture that was still being decoded may come between once, not every time.
        assertThat(looks).as("what looked different, each time").anyMatch(List::isEmpty);
    }

    /** As the composer writes it; nobody is there to send it. */
    private void write(String text) {
        window.stored.database.outbox().enqueue(StoredInbox.id("person-1"), text, false, NOON);
    }

    private void sent(OutboxMessage reply) {
        window.stored.database.outbox().markSent(reply.id(),
                new Message(reply.conversation(), new MessageId("sent-" + reply.id().value()),
                        Message.Direction.OUTBOUND, SHOP.value(), NOON.plusSeconds(reply.id().value()), reply.text(),
                        Message.Kind.TEXT,
                        DeliveryState.SENT, null, null, List.of(), List.of(), null));
    }

    /** Of several times the cheapest: what the window's opening left to read comes between once, not each time. */
    private static Counted least(IntFunction<Counted> once) {
        Counted least = once.apply(0);
        for (int i = 1; i < TIMES; i++) {
            Counted now = once.apply(i);
            least = now.sum() < least.sum() ? now : least;
        }
        return least;
    }

    private Counted count(Runnable change, BooleanSupplier seen) {
        settle();
        Counting counting = fx(Counting::new);
        change.run();
        until("it is seen", seen);
        settle();
        return fx(counting::stop);
    }

    /** How much was read and drawn anew. */
    private record Counted(long queries, int rows, int cells, int newEntries, int lostEntries) {

        long sum() {
            return queries + rows + cells + newEntries + lostEntries;
        }
    }

    private final class Counting {

        private final long queries = window.stored.database.queryCount();
        private final List<Node> entries = entries();
        private final Map<ListCell<?>, Object> cells = new HashMap<>();
        private int rows;
        private final ListChangeListener<Object> onRows = change -> {
            while (change.next()) {
                rows += Math.max(change.getAddedSize(), change.getRemovedSize());
            }
        };

        Counting() {
            rows(list()).addListener(onRows);
            for (Node node : list().lookupAll(".conversation-cell")) {
                if (node instanceof ListCell<?> cell) {
                    cells.put(cell, cell.getItem());
                }
            }
        }

        Counted stop() {
            rows(list()).removeListener(onRows);
            List<Node> now = entries();
            return new Counted(window.stored.database.queryCount() - queries, rows,
                    (int) cells.entrySet().stream()
                            .filter(each -> !Objects.equals(each.getKey().getItem(), each.getValue())).count(),
                    (int) now.stream().filter(node -> !entries.contains(node)).count(),
                    (int) entries.stream().filter(node -> !now.contains(node)).count());
        }
    }

    /** What of the window looks different, the blinking caret aside. */
    private final class Changes {

        private final List<String> seen = new ArrayList<>();
        private final List<Runnable> ends = new ArrayList<>();

        Changes() {
            for (Node node : window.stage().getScene().getRoot().lookupAll("*")) {
                if (!inTextField(node)) {
                    follow(node, node.boundsInParentProperty());
                    follow(node, node.visibleProperty());
                    follow(node, node.opacityProperty());
                    switch (node) {
                        case Labeled words -> follow(words, words.textProperty());
                        case Shape shape -> follow(shape, shape.fillProperty());
                        case ImageView picture -> follow(picture, picture.imageProperty());
                        default -> {
                        }
                    }
                }
            }
        }

        private static boolean inTextField(Node node) {
            for (Node at = node; at != null; at = at.getParent()) {
                if (at instanceof TextInputControl) {
                    return true;
                }
            }
            return false;
        }

        private void follow(Node node, ObservableValue<?> property) {
            ChangeListener<Object> listener = (of, before, now) -> seen.add(node + ": " + before + " to " + now);
            property.addListener(listener);
            ends.add(() -> property.removeListener(listener));
        }

        List<String> stop() {
            ends.forEach(Runnable::run);
            return seen;
        }
    }

    private void settle() {
        long before = -1;
        for (int still = 0; still < STILL;) {
            WaitForAsyncUtils.waitForFxEvents(1);
            long now = window.stored.database.queryCount();
            still = now == before ? still + 1 : 0;
            before = now;
        }
    }

    @SuppressWarnings("unchecked") // The list's rows are of a type of another package.
    private static ObservableList<Object> rows(ListView<?> list) {
        return (ObservableList<Object>) list.getItems();
    }

    private ListView<?> list() {
        return window.node("conversation-list", ListView.class);
    }

    private String first() {
        return list().getItems().getFirst().toString();
    }

    private boolean shows(String text) {
        return entries().stream().anyMatch(node -> String.valueOf(node.getAccessibleText()).contains(text));
    }

    private List<Node> entries() {
        return fx(() -> List.copyOf(window.stage().getScene().getRoot().lookupAll(".entry")));
    }
}
