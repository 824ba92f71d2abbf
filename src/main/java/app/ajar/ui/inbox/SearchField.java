package app.ajar.ui.inbox;

import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The search box: what is typed is searched for at once. */
final class SearchField extends HBox {

    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused-within");
    private static final double ICON = 14;

    private final TextField field = new TextField();
    private final InboxViewModel model;
    private boolean opensFirst;

    /** @param leave where the keyboard goes when the search is done with */
    SearchField(InboxViewModel model, Runnable leave) {
        this.model = model;
        getStyleClass().add("search");
        field.setPromptText(Texts.get("inbox.search.prompt"));
        FieldName.give(field, Texts.get("inbox.search.prompt"));
        field.getStyleClass().add("search-text");
        setHgrow(field, Priority.ALWAYS);
        Node glass = Icon.SEARCH.node(ICON);
        Label hint = new Label(Texts.get("inbox.search.hint"));
        hint.getStyleClass().add("search-hint");
        hint.setMouseTransparent(true);
        IconButton clear = new IconButton(Icon.CLOSE, ICON, Texts.get("inbox.search.clear"), "Esc");
        clear.getStyleClass().add("search-clear");
        clear.setOnAction(pressed -> field.clear());
        hint.visibleProperty().bind(field.textProperty().isEmpty());
        hint.managedProperty().bind(hint.visibleProperty());
        clear.visibleProperty().bind(hint.visibleProperty().not());
        clear.managedProperty().bind(clear.visibleProperty());
        getChildren().addAll(glass, field, hint, clear);
        setOnMousePressed(pressed -> field.requestFocus());

        field.focusedProperty().subscribe(focused -> pseudoClassStateChanged(FOCUSED, focused));
        field.textProperty().subscribe(words -> {
            opensFirst = false;
            model.search(words);
        });
        model.settledProperty().subscribe(settled -> {
            if (settled && opensFirst) {
                openFirst();
            }
        });
        model.filterProperty().subscribe(filter -> {
            if (!field.getText().strip().equals(filter.search())) {
                field.setText(filter.search());
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, key -> onKey(key, leave));
    }

    void focus() {
        field.requestFocus();
        field.selectAll();
    }

    /** Opens the first row, when the rows are those of the words: who types faster must not meet another person. */
    private void openFirst() {
        opensFirst = !model.settledProperty().get();
        if (!opensFirst) {
            model.selectAt(0);
        }
    }

    private void onKey(KeyEvent key, Runnable leave) {
        if (key.getCode() == KeyCode.ESCAPE) {
            if (field.getText().isEmpty()) {
                leave.run();
            }
            field.clear();
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER) {
            openFirst();
            leave.run();
            key.consume();
        } else if (key.getCode() == KeyCode.DOWN) {
            if (model.indexOf(model.selectedProperty().get()) < 0) {
                openFirst();
            }
            leave.run();
            key.consume();
        }
    }
}
