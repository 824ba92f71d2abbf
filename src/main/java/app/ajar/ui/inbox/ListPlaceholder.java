package app.ajar.ui.inbox;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.WrappingLabel;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What stands in the list's place when it has no rows. */
final class ListPlaceholder extends ScrollPane {

    private static final double CHECK_ICON = 15;

    private final VBox content = new VBox();
    private final Consumer<ListMessage.Action> onAction;
    private @Nullable ListMessage shown;

    ListPlaceholder(Consumer<ListMessage.Action> onAction) {
        this.onAction = onAction;
        content.getStyleClass().add("placeholder");
        getStyleClass().add("placeholder-pane");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setContent(content);
    }

    void show(@Nullable ListMessage message) {
        if (Objects.equals(message, shown)) {
            return;
        }
        shown = message;
        content.getChildren().clear();
        if (message == null) {
            return;
        }
        content.getChildren().addAll(new WrappingLabel(message.title(), "words-name"),
                typed(message.detail()));
        for (ListMessage.Check check : message.checks()) {
            content.getChildren().add(check(check));
        }
        if (message.action() != ListMessage.Action.NONE) {
            Button button = new Button(Texts.get(message.action() == ListMessage.Action.SHOW_ALL
                    ? "inbox.showAll"
                    : "inbox.nothing.again"));
            button.getStyleClass().add("quiet-button");
            button.setOnAction(pressed -> onAction.accept(message.action()));
            content.getChildren().add(button);
        }
    }

    private static HBox check(ListMessage.Check check) {
        VBox words = new VBox(new WrappingLabel(check.what(), "words-body-strong"),
                new WrappingLabel(check.remedy(), "placeholder-detail"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(Icon.INFO.node(CHECK_ICON), words);
        line.getStyleClass().add("placeholder-check");
        return line;
    }

    /** The detail repeats what somebody typed, in any script: a wrapping label could not show it. */
    private static EmojiText typed(String text) {
        EmojiText words = new EmojiText(0);
        words.setFont(EmojiText.FontRole.BODY);
        words.setText(text);
        words.setStyle("-ajar-words: -ajar-ink-2;");
        return words;
    }
}
