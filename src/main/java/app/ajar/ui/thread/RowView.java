package app.ajar.ui.thread;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A row of the timeline on screen; remembers its height, so that only rows that changed are measured again. */
abstract class RowView extends Region {

    private double measuredFor = Double.NaN;
    private double measured;

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
}
