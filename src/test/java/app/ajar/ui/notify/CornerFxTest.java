package app.ajar.ui.notify;

import app.ajar.Condition;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.WindowFacts;
import app.ajar.settings.Notifications.Details;
import app.ajar.store.ChangeFeed.Arrivals.Arrival;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The cards at the screen's corner: that they stand on the screen, go by themselves, and leave the keyboard where it is. */
@ExtendWith(ApplicationExtension.class)
class CornerFxTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Corner.Manner GOES = new Corner.Manner(Details.WORDS, false, false, NOON);
    private static final Corner.Manner NAMED = new Corner.Manner(Details.NAMES, false, false, NOON);
    private static final Corner.Manner STAYS = new Corner.Manner(Details.WORDS, true, false, NOON);
    private static final List<String> NAMES = List.of("Maya Okafor", "مريم الحداد",
            "Aleksandra Konstantinopolitańczykowianka-Wielkopolska z domu Grzegżółka 🎈");

    private final List<String> over = new CopyOnWriteArrayList<>();
    private TextField reply;
    private Stage main;
    private Corner corner;

    @BeforeEach
    void prepare() {
        main = fx(Stage::new);
        reply = fx(TextField::new);
        corner = fx(() -> made(true, true));
    }

    private static <T> T fx(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        FxBridge.platform().execute(task);
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private Corner made(boolean shown, boolean linux) {
        main.setScene(new Scene(new Pane(reply), 300, 200));
        Theme.apply(main.getScene(), false);
        main.getScene().getStylesheets()
                .add(Objects.requireNonNull(Corner.class.getResource("notify.css")).toExternalForm());
        main.setX(0);
        main.setY(0);
        if (shown) {
            main.show();
        }
        return new Corner(main, linux, new Avatars((file, side) -> Optional.empty(), Runnable::run, person -> {}),
                new Corner.Presses(card -> {}, card -> over.add(card.key()), () -> {}));
    }

    @AfterEach
    void close() {
        fx(() -> {
            corner.close();
            main.close();
            return true;
        });
    }

    private static Card card(String name, int messages) {
        ConversationId id = new ConversationId(new AccountId("17840001"), "of " + name);
        Conversation row = new Conversation(id,
                new Participant(new ParticipantId(id.account(), "x"), "x", name, null, null, null, null, null, null),
                NOON,
                "Hello", Message.Kind.TEXT, null, Message.Direction.INBOUND, DeliveryState.SENT,
                new WindowFacts(NOON, WindowFacts.Opener.MESSAGE, false, false), 1, false, null);
        return new Card.FromPerson(row, IntStream.range(0, messages).mapToObj(number -> new Arrival(number, id, NOON,
                Message.Kind.TEXT, "هل لا يزال متوفرا؟ Is it still there? שלום 👩‍🚀 ".repeat(4), null)).toList());
    }

    private static List<Window> windows() {
        return fx(() -> Window.getWindows().stream()
                .filter(window -> window.getScene() != null
                        && window.getScene().getRoot().lookup(".notify-card") != null)
                .toList());
    }

    /** Whether one window with this many cards stands on the screen, and no card is cut. */
    private static boolean whole(int count) {
        List<Window> windows = windows();
        if (windows.size() != 1) {
            return false;
        }
        Window window = windows.getFirst();
        List<Region> cards = window.getScene().getRoot().lookupAll(".notify-card").stream().map(Region.class::cast)
                .toList();
        return Screen.getPrimary().getVisualBounds().contains(window.getX(), window.getY(), window.getWidth(),
                window.getHeight()) && cards.size() == count
                && cards.stream().allMatch(card -> card.getWidth() == CardView.WIDTH
                        && card.getHeight() >= card.prefHeight(CardView.WIDTH));
    }

    private static void settle() {
        // Two pulses: what a layout asks for anew is done in the next.
        WaitForAsyncUtils.waitForFxEvents(3);
    }

    private void show(List<Card> cards, Corner.Manner manner) {
        fx(() -> {
            corner.show(cards, manner);
            return true;
        });
    }

    @Test
    void cards_standWholeOnTheScreen_asTheyComeAndGo_whoeverWrites() {
        for (int count : new int[]{1, 3, 2, 3, 1}) {
            show(NAMES.stream().limit(count).map(name -> card(name, count)).toList(), STAYS);
            Condition.until(count + " stand whole on the screen", () -> fx(() -> whole(count)));
        }
        show(List.of(), STAYS);
        assertThat(windows()).isEmpty();
    }

    @Test
    void card_goesByItself_andOneThatStaysDoesNot() {
        fx(() -> {
            corner.setLife(Duration.millis(100));
            return true;
        });
        show(List.of(card("Maya", 1)), GOES);
        Condition.until("its time is over", () -> !over.isEmpty());
        assertThat(over).containsExactly(card("Maya", 1).key());
    }

    @Test
    void card_staysUnderThePointer() {
        show(List.of(card("Maya", 1)), NAMED);
        assertThat(fx(corner::running)).isEqualTo(1);
        Node stack = fx(() -> windows().getFirst().getScene().getRoot().lookup(".notify-corner"));
        fire(stack, MouseEvent.MOUSE_MOVED);
        assertThat(fx(corner::running)).isZero();
        show(List.of(card("Maya", 2)), NAMED);
        assertThat(fx(corner::running)).as("also what comes while somebody reads").isZero();
        fire(stack, MouseEvent.MOUSE_EXITED);
        assertThat(fx(corner::running)).isEqualTo(1);
        show(List.of(card("Maya", 2)), STAYS);
        assertThat(fx(corner::running)).isZero();
    }

    private static void fire(Node node, EventType<MouseEvent> type) {
        fx(() -> {
            node.fireEvent(new MouseEvent(type, 1, 1, 1, 1, MouseButton.NONE, 0, false, false, false,
                    false, false, false, false, true, false, true, null));
            return true;
        });
    }

    @Test
    void keyboard_staysWhereItIs_andNothingInACardTakesIt() {
        fx(() -> {
            reply.requestFocus();
            return true;
        });
        show(List.of(card("Maya", 1)), STAYS);
        settle();
        assertThat(fx(() -> main.getScene().getFocusOwner())).isEqualTo(reply);
        assertThat(fx(() -> windows().getFirst().getScene().getFocusOwner())).isNull();
        assertThat(fx(() -> windows().getFirst().getScene().getRoot().lookupAll("*").stream()
                .noneMatch(Node::isFocusTraversable))).isTrue();
    }

    @Test
    void windowOfItsOwn_standsWhereThereIsNoOtherInFront() {
        close();
        main = fx(Stage::new);
        corner = fx(() -> made(false, false));
        show(List.of(card("Maya", 1), card(NAMES.getLast(), 3)), STAYS);
        Condition.until("they stand whole on the screen", () -> fx(() -> whole(2)));
        assertThat(windows()).singleElement().isInstanceOfSatisfying(Stage.class,
                alone -> assertThat(alone.isAlwaysOnTop()).isTrue());
        show(List.of(card("Maya", 1)), STAYS);
        Condition.until("one stands", () -> fx(() -> whole(1)));
    }
}
