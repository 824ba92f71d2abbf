package app.ajar.ui.inbox;

import app.ajar.model.Conversation;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.ui.kit.Avatars;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A row is used for one person after another; what most rows lack is made late and must go again. */
@ExtendWith(ApplicationExtension.class)
class RowViewFxTest {

    private static final List<String> SELDOM = List.of("row-bar", "row-star", "row-who", "row-badge", "account-letter");

    private final AtomicReference<RowView.@Nullable Whose> whose = new AtomicReference<>();

    @Test
    void plainRow_hasNothingOfWhatRowsSeldomShow(FxRobot robot) {
        robot.interact(() -> {
            RowView row = row();
            show(row, People.wrote("noor", 5));

            assertThat(there(row)).isEmpty();
        });
    }

    @Test
    void usedRow_showsWhatTheNextPersonHas_andHidesWhatTheOneAfterLacks(FxRobot robot) {
        robot.interact(() -> {
            RowView row = row();
            whose.set(new RowView.Whose("shop", 2));
            show(row, People.wrote("noor", 5, 3, true));

            assertThat(shown(row)).containsExactlyInAnyOrder("row-star", "row-badge", "account-letter");
            assertThat(badge(row)).isEqualTo("3");

            whose.set(null);
            show(row,
                    People.said(Message.Kind.TEXT, "Until six", null, Message.Direction.OUTBOUND, DeliveryState.SENT));

            assertThat(shown(row)).containsExactly("row-who");

            show(row, People.wrote("mia", 9, 120, false));

            assertThat(shown(row)).containsExactly("row-badge");
            assertThat(badge(row)).isEqualTo("99+");
        });
    }

    @Test
    void rowOfTheOpenConversation_isMarked_asLongAsItIsOpen(FxRobot robot) {
        robot.interact(() -> {
            RowView row = row();
            show(row, People.wrote("noor", 5));
            row.showBar(true);

            assertThat(shown(row)).containsExactly("row-bar");

            row.showBar(false);

            assertThat(shown(row)).isEmpty();
        });
    }

    @Test
    void partMadeLate_standsWhereItWouldHaveStood(FxRobot robot) {
        robot.interact(() -> {
            RowView used = row();
            show(used, People.wrote("noor", 5));
            show(used, People.wrote("noor", 5, 3, true));
            RowView fresh = row();
            show(fresh, People.wrote("noor", 5, 3, true));

            assertThat(places(used)).isEqualTo(places(fresh)).hasSize(2);
        });
    }

    private RowView row() {
        Avatars avatars = new Avatars((file, side) -> Optional.empty(), work -> {}, missing -> {});
        RowView row = new RowView(avatars, account -> false, account -> whose.get());
        row.resize(320, RowView.HEIGHT);
        new Scene(row, 320, RowView.HEIGHT);
        return row;
    }

    private static void show(RowView row, Conversation conversation) {
        ConversationRow shown = ConversationRow.of(conversation);
        row.show(shown, false);
        row.showTime(shown, People.NOON);
        row.applyCss();
        row.layout();
    }

    private static List<Node> there(RowView row) {
        return row.getChildrenUnmodifiable().stream()
                .filter(part -> part.getStyleClass().stream().anyMatch(SELDOM::contains)).toList();
    }

    private static List<String> shown(RowView row) {
        List<String> classes = new ArrayList<>();
        there(row).stream().filter(Node::isVisible).forEach(part -> classes.addAll(part.getStyleClass()));
        classes.retainAll(SELDOM);
        return classes;
    }

    private static String badge(RowView row) {
        return ((Label) row.lookup(".row-badge")).getText();
    }

    private static List<String> places(RowView row) {
        return there(row).stream().filter(Node::isVisible)
                .map(part -> String.format(Locale.ROOT, "%s %.1f %.1f", part.getStyleClass().getLast(),
                        part.getLayoutX(), part.getLayoutY()))
                .toList();
    }
}
