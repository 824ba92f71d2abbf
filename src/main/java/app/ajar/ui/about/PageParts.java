package app.ajar.ui.about;

import app.ajar.text.Texts;
import app.ajar.ui.kit.WrappingLabel;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What both pages of this room begin with and are made of. */
final class PageParts {

    private PageParts() {}

    static HBox header(String title, List<Button> buttons) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(8, new WrappingLabel(Texts.get(title), "page-title"), space);
        header.getChildren().addAll(buttons);
        header.getStyleClass().add("page-header");
        return header;
    }

    static Button button(String key, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    static VBox card(String title, Node... content) {
        VBox card = new VBox(new WrappingLabel(Texts.get(title), "words-name"));
        card.getChildren().addAll(content);
        card.getStyleClass().add("settings-card");
        return card;
    }
}
