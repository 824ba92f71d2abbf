package app.ajar.ui.thread;

import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.store.ThreadEntry;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.LinkMenu;
import app.ajar.ui.media.MediaBlock;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * One message or reply: card, attachments, bubble, reactions and state line, one under the other at the speaker's side.
 * Keeps its nodes when a reply becomes a message.
 */
final class EntryView extends RowView {

    /** A bubble is at most this share of the timeline's inner width. */
    static final double MOST_SHARE = 0.62;
    static final double SIDE_SPACE = 22;
    private static final double GROUP_SPACE = 14;
    private static final double BUBBLE_SPACE = 4;
    private static final double PART_SPACE = 4;
    private static final double REACTION_LIFT = 8;
    private static final double STATE_INDENT = 6;
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final ThreadContext context;
    private final LinkMenu links;
    private final Bubble bubble;
    private final StateLine stateLine;
    private final HBox reactions = new HBox(2);
    private final MediaBlock media;
    private TimelineRow.@Nullable Bubble row;
    private @Nullable Message drawn;

    /** @param open shows an attachment large */
    EntryView(ThreadContext context, StateLine.Actions actions, Consumer<MediaItem> open) {
        this.context = context;
        links = new LinkMenu(context.outside().open());
        bubble = new Bubble(links);
        media = new MediaBlock(context.media(), open);
        stateLine = new StateLine(actions, context.clock());
        reactions.getStyleClass().add("reactions");
        getStyleClass().add("entry");
        setAccessibleRole(AccessibleRole.TEXT);
    }

    @Override
    void show(TimelineRow newRow) {
        if (!(newRow instanceof TimelineRow.Bubble next) || next.equals(row)) {
            return;
        }
        row = next;
        Message message = next.entry() instanceof ThreadEntry.Stored stored ? stored.message() : null;
        String text = next.text();
        bubble.show(text, next.outbound(), next.state() == DeliveryState.FAILED);
        boolean says = stateLine.show(next);
        if (getChildren().isEmpty() || message == null || !message.equals(drawn)) {
            drawn = message;
            rebuild(message, next.entry() instanceof ThreadEntry.Stored stored ? stored.order() : 0, text);
        }
        stateLine.setVisible(says);
        setAccessibleText(next.outbound()
                ? Texts.get("thread.from.you", spoken(next))
                : Texts.get("thread.from.them", spoken(next), next.time()));
        setAccessibleHelp(bubble.words.links().isEmpty() ? null : Texts.get("links.help"));
        requestLayout();
    }

    private static String spoken(TimelineRow.Bubble row) {
        return row.text().isEmpty() ? Texts.get("thread.no.text") : row.text();
    }

    private void rebuild(@Nullable Message message, long order, String text) {
        getChildren().clear();
        if (message != null) {
            MessageCard.of(message, context.clock().now(), context.outside().open()).ifPresent(getChildren()::add);
            if (message.kind() != Message.Kind.SHARE && !message.attachments().isEmpty()
                    && media.show(message, order, outbound())) {
                getChildren().add(media);
            }
        }
        if (!text.isEmpty() || getChildren().isEmpty()) {
            getChildren().add(bubble);
        }
        showReactions(message == null ? List.of() : message.reactions());
        getChildren().add(stateLine);
    }

    private void showReactions(List<Message.Reaction> all) {
        reactions.getChildren().clear();
        all.stream().map(Message.Reaction::emoji).distinct().limit(6).forEach(emoji -> {
            EmojiText mark = new EmojiText(1);
            mark.setFont(EmojiText.FontRole.SMALL);
            mark.setText(emoji);
            reactions.getChildren().add(mark);
        });
        if (!all.isEmpty()) {
            getChildren().add(reactions);
        }
    }

    /** What is copied, empty when there are no words. */
    String text() {
        return row == null ? "" : row.text();
    }

    /** Opens, plays or tries again what is attached, else opens the link; nothing where nothing is. */
    boolean activate() {
        return (getChildren().contains(media) && media.activate()) || links.activate(bubble.words.links(), bubble);
    }

    @Override
    void setOnScreen(boolean near, boolean inView) {
        media.setOnScreen(near, inView);
    }

    @Override
    void dispose() {
        stateLine.dispose();
        media.dispose();
    }

    /** Whether the keyboard stands on it. */
    void setCurrent(boolean current) {
        bubble.pseudoClassStateChanged(CURRENT, current);
        pseudoClassStateChanged(CURRENT, current);
    }

    @Override
    double anchorInset() {
        return row != null && row.first() ? GROUP_SPACE : BUBBLE_SPACE;
    }

    private boolean outbound() {
        return row != null && row.outbound();
    }

    private double mostWidth(Node part, double width) {
        double inner = Math.max(0, width - 2 * SIDE_SPACE);
        return part.equals(stateLine) ? inner - STATE_INDENT : Math.floor(inner * MOST_SHARE);
    }

    private double partWidth(Node part, double width) {
        return Math.min(Math.ceil(part.prefWidth(-1)), mostWidth(part, width));
    }

    @Override
    protected double computePrefHeight(double width) {
        return place(width, false);
    }

    @Override
    protected void layoutChildren() {
        place(getWidth(), true);
    }

    /** One pass for measuring and for placing, so that the two can never differ. */
    private double place(double width, boolean move) {
        double y = anchorInset();
        boolean firstPart = true;
        for (Node part : getChildren()) {
            if (!part.isVisible()) {
                continue;
            }
            double partWidth = partWidth(part, width);
            double height = Math.ceil(part.prefHeight(partWidth));
            y += part.equals(reactions) ? -REACTION_LIFT : firstPart ? 0 : PART_SPACE;
            if (move) {
                double indent = part.equals(stateLine) ? STATE_INDENT : part.equals(reactions) ? 2 * STATE_INDENT : 0;
                double x = outbound() ? width - SIDE_SPACE - partWidth - indent : SIDE_SPACE + indent;
                part.resizeRelocate(Math.floor(x), y, partWidth, height);
            }
            y += height;
            firstPart = false;
        }
        return y;
    }

    /** The rounded ground under a message's words, with the small corner at the speaker's side. */
    private static final class Bubble extends StackPane {

        private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");
        private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
        private static final Insets PADDING = new Insets(9, 14, 9, 14);

        private final EmojiText words = new EmojiText(0);

        Bubble(LinkMenu links) {
            words.showLinks(links);
            words.setFont(EmojiText.FontRole.BUBBLE);
            setPadding(PADDING);
            getStyleClass().add("bubble");
            getChildren().add(words);
        }

        void show(String text, boolean own, boolean failed) {
            words.setText(text);
            pseudoClassStateChanged(OWN, own);
            pseudoClassStateChanged(FAILED, failed);
        }
    }
}
