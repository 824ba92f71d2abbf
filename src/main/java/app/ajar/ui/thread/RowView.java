package app.ajar.ui.thread;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A row of the timeline on screen; remembers its height, so that only rows that changed are measured again. */
abstract class RowView extends Region {

    private double measuredFor = Double.NaN;
    private double measured;

    /**
     * A view for this row, not showing it yet.
     *
     * @param open shows an address in the browser
     */
    static RowView of(TimelineRow row, Supplier<EntryView> newEntry, Consumer<URI> open) {
        return switch (row) {
            case TimelineRow.Day _ -> new Day();
            case TimelineRow.Gap _ -> new Missing(open);
            case TimelineRow.Bubble _ -> newEntry.get();
        };
    }

    /** Shows the row; called again when it changes, never with another key. */
    abstract void show(TimelineRow row);

    /** How far below its upper edge the thing begins whose place a reader keeps, pixels. */
    abstract double anchorInset();

    /**
     * Where it is now.
     *
     * @param near whether it is on screen or will be after a little scrolling
     * @param inView whether it is on screen
     */
    void setOnScreen(boolean near, boolean inView) {
        // Most rows do the same wherever they are.
    }

    /** It has left the timeline for good. */
    void dispose() {
        // Most rows hold nothing.
    }

    /** Its height at this width. */
    final double heightAt(double width) {
        if (width != measuredFor) {
            measured = computePrefHeight(width);
            measuredFor = width;
        }
        return measured;
    }

    @Override
    public void requestLayout() {
        measuredFor = Double.NaN;
        super.requestLayout();
    }

    /** The chip that says which day begins. */
    static final class Day extends RowView {

        private static final double ABOVE = 14;
        private static final double BELOW = 4;

        private final Label chip = new Label();

        Day() {
            chip.getStyleClass().add("day-chip");
            getChildren().add(chip);
        }

        @Override
        void show(TimelineRow row) {
            if (row instanceof TimelineRow.Day day) {
                chip.setText(day.words());
            }
        }

        @Override
        double anchorInset() {
            return ABOVE;
        }

        @Override
        protected double computePrefHeight(double width) {
            return ABOVE + Math.ceil(chip.prefHeight(-1)) + BELOW;
        }

        @Override
        protected void layoutChildren() {
            double width = Math.ceil(chip.prefWidth(-1));
            chip.resizeRelocate(Math.floor((getWidth() - width) / 2), ABOVE, width, Math.ceil(chip.prefHeight(-1)));
        }
    }

    /** The calm row that says what is missing, and where it can be read. */
    static final class Missing extends RowView {

        private static final double ABOVE = 14;
        private static final double BELOW = 6;
        private static final double WIDEST = 460;
        private static final double SIDES = 22;
        private static final double ICON = 12;

        private final Label words = new Label();
        private final Button elsewhere = new Button(Texts.get("thread.unsupported.open"), Icon.EXTERNAL.node(ICON));
        private final VBox note = new VBox(2);

        Missing(Consumer<URI> open) {
            words.setWrapText(true);
            words.getStyleClass().add("gap-words");
            elsewhere.setContentDisplay(ContentDisplay.RIGHT);
            elsewhere.getStyleClass().add("link-button");
            elsewhere.setOnAction(pressed -> open.accept(MessageCard.INSTAGRAM));
            note.getStyleClass().add("gap-note");
            note.getChildren().addAll(words, elsewhere);
            getChildren().add(note);
        }

        @Override
        void show(TimelineRow row) {
            if (row instanceof TimelineRow.Gap gap) {
                words.setText(gap.words());
                // Who comes to it by Tab hears what it is about.
                elsewhere.setAccessibleText(Texts.get("thread.gap.spoken", gap.words(), elsewhere.getText()));
            }
        }

        @Override
        double anchorInset() {
            return ABOVE;
        }

        @Override
        protected double computePrefHeight(double width) {
            return ABOVE + Math.ceil(note.prefHeight(noteWidth(width))) + BELOW;
        }

        @Override
        protected void layoutChildren() {
            double width = noteWidth(getWidth());
            note.resizeRelocate(Math.floor((getWidth() - width) / 2), ABOVE, width, Math.ceil(note.prefHeight(width)));
        }

        private static double noteWidth(double width) {
            return Math.max(0, Math.min(WIDEST, width - 2 * SIDES));
        }
    }
}
