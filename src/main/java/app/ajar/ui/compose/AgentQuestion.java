package app.ajar.ui.compose;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks, right above the field, whether a person is answering: the only use for which Meta allows the seven days. */
final class AgentQuestion extends VBox {

    private final Button yes = new Button(Texts.get("compose.agent.yes"));

    /** @param no closes the question; nothing is sent */
    AgentQuestion(String person, Runnable onYes, Runnable no) {
        super(8);
        getStyleClass().add("agent-question");
        setAccessibleRole(AccessibleRole.PARENT);
        EmojiText words = new EmojiText(0);
        words.setText(Texts.get("compose.agent.question", person));
        yes.getStyleClass().add("primary-button");
        yes.setMinWidth(Region.USE_PREF_SIZE);
        yes.setDefaultButton(false);
        yes.setAccessibleText(words.getText() + " " + yes.getText());
        yes.setOnAction(pressed -> onYes.run());
        Button notNow = new Button(Texts.get("compose.agent.no"));
        notNow.getStyleClass().add("quiet-button");
        notNow.setMinWidth(Region.USE_PREF_SIZE);
        notNow.setOnAction(pressed -> no.run());
        HBox answers = new HBox(8, yes, notNow);
        answers.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(words, answers);
    }

    /** The keyboard goes to the answer that sends; Enter presses it, Esc closes the question. */
    void ask() {
        yes.requestFocus();
    }
}
