package app.ajar.ui.templates;

import app.ajar.store.Templates.Template;
import app.ajar.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What was found while one types: a few rows that never leave the window and only change their words, one of them chosen. A
 * list control takes its cells out and styles them anew with every letter, which cost three quarters of a keystroke.
 */
final class TemplateHits extends HBox {

    /** As many rows are seen at once. */
    static final int ROWS = 6;

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final List<Place> places = new ArrayList<>();
    private final ScrollBar bar = new ScrollBar();
    private List<Template> hits = List.of();
    private int chosen;
    private int top;
    private double wheeled;

    /** A row's place in the card. */
    private static final class Place extends StackPane {

        private final TemplateRow row = new TemplateRow();

        Place(Runnable pressed) {
            getStyleClass().add("template-hit");
            setAccessibleRole(AccessibleRole.LIST_ITEM);
            setMinHeight(TemplateRow.HEIGHT);
            setPrefHeight(TemplateRow.HEIGHT);
            setMaxHeight(TemplateRow.HEIGHT);
            setPrefWidth(0);
            getChildren().add(row);
            setOnMouseClicked(click -> pressed.run());
        }

        void show(@Nullable Template template, boolean selected) {
            setVisible(template != null);
            setManaged(template != null);
            if (template != null) {
                setAccessibleText(row.show(template));
            }
            pseudoClassStateChanged(SELECTED, selected);
        }
    }

    /** @param pressed a row was chosen with the pointer */
    TemplateHits(Runnable pressed) {
        getStyleClass().add("template-hits");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(Texts.get("templates.pick"));
        VBox rows = new VBox();
        HBox.setHgrow(rows, Priority.ALWAYS);
        for (int i = 0; i < ROWS; i++) {
            int at = i;
            Place place = new Place(() -> {
                chosen = top + at;
                pressed.run();
            });
            places.add(place);
            rows.getChildren().add(place);
        }
        bar.setOrientation(Orientation.VERTICAL);
        bar.setUnitIncrement(1);
        bar.setFocusTraversable(false);
        bar.valueProperty().subscribe(value -> {
            int to = (int) Math.round(value.doubleValue());
            if (to != top) {
                top = to;
                draw();
            }
        });
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        getChildren().addAll(rows, bar);
        draw();
    }

    /** Shows these, the first one chosen. */
    void show(List<Template> found) {
        if (found.equals(hits) && chosen == 0 && top == 0) {
            return;
        }
        hits = List.copyOf(found);
        chosen = 0;
        wheeled = 0;
        scrollTo(0);
    }

    /** All that it holds, also what is not in view. */
    List<Template> hits() {
        return hits;
    }

    /** The chosen one, null where there is none. */
    @Nullable
    Template chosen() {
        return chosen < hits.size() ? hits.get(chosen) : null;
    }

    /** What a screen reader says of the chosen one, empty where none is seen. */
    String spoken() {
        int place = chosen - top;
        return chosen() == null || place < 0 || place >= ROWS ? "" : places.get(place).getAccessibleText();
    }

    /** Chooses so many rows further down, or up, and keeps it in view. */
    void move(int by) {
        if (!hits.isEmpty()) {
            chosen = Math.clamp((long) chosen + by, 0, hits.size() - 1);
            scrollTo(Math.clamp(top, Math.max(0, chosen - ROWS + 1), chosen));
        }
    }

    private void wheel(ScrollEvent event) {
        // Fine wheels turn by less than a row.
        wheeled -= event.getDeltaY();
        int rows = (int) (wheeled / TemplateRow.HEIGHT);
        wheeled -= rows * TemplateRow.HEIGHT;
        if (rows != 0) {
            scrollTo(top + rows);
        }
        event.consume();
    }

    private void scrollTo(int row) {
        int last = Math.max(0, hits.size() - ROWS);
        top = Math.clamp(row, 0, last);
        bar.setVisible(last > 0);
        bar.setManaged(last > 0);
        if (last > 0) {
            bar.setMax(last);
            bar.setVisibleAmount((double) last * ROWS / hits.size());
            bar.setBlockIncrement(ROWS);
            bar.setValue(top);
        }
        draw();
    }

    private void draw() {
        for (int i = 0; i < ROWS; i++) {
            int at = top + i;
            places.get(i).show(at < hits.size() ? hits.get(at) : null, at == chosen);
        }
    }
}
