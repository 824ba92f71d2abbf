package app.ajar.ui.thread;

import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.store.ThreadEntry;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.LinkMenu;
import app.ajar.ui.media.MediaBlock;
import app.ajar.ui.message.Mark;
import app.ajar.ui.message.MarkRow;
import app.ajar.ui.message.MessageActions;
import app.ajar.ui.message.Quote;
import app.ajar.ui.message.QuoteView;
import app.ajar.ui.message.ShowAll;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
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
    private final MessageActions actions;
    private final StateLine stateLine;
    private final MarkRow reactions;
    private final MediaBlock media;
    private TimelineRow.@Nullable Bubble row;
    private @Nullable Message drawn;

    /**
     * @param replies what can be done with one that is not a message yet
     * @param actions what can be done with a message
     * @param open shows an attachment large
     */
    EntryView(ThreadContext context, StateLine.Actions replies, MessageActions actions, Consumer<MediaItem> open) {
        this.context = context;
        this.actions = actions;
        links = new LinkMenu(context.outside().open());
        bubble = new Bubble(links, actions::goTo, this::hearted);
        reactions = new MarkRow(this::takeBack);
        media = new MediaBlock(context.media(), open);
        stateLine = new StateLine(replies, context.clock());
        getStyleClass().add("entry");
        setAccessibleRole(AccessibleRole.TEXT);
    }

    @Override
    void show(TimelineRow newRow) {
        if (!(newRow instanceof TimelineRow.Bubble next) || next.equals(row)) {
            return;
        }
        row = next;
        Message message = next.message();
        bubble.show(next);
        boolean says = stateLine.show(next);
        if (getChildren().isEmpty() || message == null || !message.equals(drawn)) {
            drawn = message;
            rebuild(next, message);
        }
        showReactions(next.extras().marks());
        stateLine.setVisible(says);
        setAccessibleText(words(next));
        setAccessibleHelp(bubble.words.links().isEmpty() ? null : Texts.get("links.help"));
        requestLayout();
    }

    /** The row as it is read out: who, what, and how far a reply has come. */
    static String words(TimelineRow.Bubble row) {
        return row.outbound()
                ? Texts.get("thread.from.you", spoken(row)) + ". " + Texts.get("thread.state." + row.state())
                : Texts.get("thread.from.them", spoken(row), row.time());
    }

    private static String spoken(TimelineRow.Bubble row) {
        List<String> parts = new ArrayList<>();
        parts.add(row.text().isEmpty() ? what(row.entry()) : row.text());
        if (row.extras().quote() != null) {
            parts.add(QuoteView.spoken(row.extras().quote()));
        }
        row.extras().marks().forEach(mark -> parts.add(mark.spoken()));
        return String.join(". ", parts);
    }

    /** What there is instead of words. */
    private static String what(ThreadEntry entry) {
        return switch (entry) {
            case ThreadEntry.Stored stored -> Quote.of(stored.message(), "").line();
            case ThreadEntry.Waiting(var _, OutboxMessage reply) -> reply.content().url() == null
                    ? Texts.get("thread.no.text")
                    : Texts.get("thread.file." + reply.content().kind());
        };
    }

    private void rebuild(TimelineRow.Bubble next, @Nullable Message message) {
        getChildren().clear();
        if (message != null) {
            MessageCard.of(message, context.clock().now(), context.outside().open()).ifPresent(getChildren()::add);
            // A heart of ours comes back as a picture of one.
            boolean sticker = next.heart() && next.outbound();
            if (message.kind() != Message.Kind.SHARE && !sticker && !message.attachments().isEmpty()
                    && media.show(message, order(next), outbound())) {
                getChildren().add(media);
            }
        }
        if (next.entry() instanceof ThreadEntry.Waiting(var _, OutboxMessage reply)
                && reply.content().url() != null) {
            getChildren().add(MessageCard.file(reply.content()));
        }
        if (message != null && message.kind() == Message.Kind.MEDIA && message.attachments().isEmpty() && outbound()) {
            getChildren().add(MessageCard.sentFile());
        }
        if (!next.text().isEmpty() || next.extras().quote() != null || getChildren().isEmpty()) {
            getChildren().add(bubble);
        }
        getChildren().add(stateLine);
    }

    private static long order(TimelineRow.Bubble row) {
        return row.entry() instanceof ThreadEntry.Stored stored ? stored.order() : 0;
    }

    private void showReactions(List<Mark> marks) {
        reactions.show(marks);
        boolean shown = getChildren().contains(reactions);
        if (marks.isEmpty() && shown) {
            getChildren().remove(reactions);
        } else if (!marks.isEmpty() && !shown) {
            getChildren().add(getChildren().indexOf(stateLine), reactions);
        }
    }

    private void hearted() {
        if (message() != null) {
            actions.react(message(), Message.HEART);
        }
    }

    private void takeBack() {
        Message shown = message();
        String ours = shown == null ? null : shown.reactionOf(shown.conversation().account().value());
        if (shown != null && ours != null) {
            actions.react(shown, ours);
        }
    }

    /** The message, null while it is a reply on its way. */
    @Nullable
    Message message() {
        return row == null ? null : row.message();
    }

    /** Where what was said stands, in this row. */
    Bounds said() {
        Node part = getChildren().contains(bubble) ? bubble : getChildren().getFirst();
        return part.getBoundsInParent();
    }

    boolean own() {
        return outbound();
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

    /** The rounded ground under a message's words and the quote above them, with the small corner at the speaker's side. */
    private static final class Bubble extends VBox {

        private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");
        private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
        private static final PseudoClass HEART = PseudoClass.getPseudoClass("heart");
        private static final Insets PADDING = new Insets(9, 14, 9, 14);
        private static final Insets NONE = new Insets(2, 0, 2, 0);

        private final EmojiText words = new EmojiText(0);
        private final ShowAll all = new ShowAll(words);
        private final QuoteView quote = new QuoteView();
        private @Nullable Quote shown;

        Bubble(LinkMenu links, Consumer<MessageId> goTo, Runnable hearted) {
            super(6);
            words.showLinks(links);
            words.setFont(EmojiText.FontRole.BUBBLE);
            getStyleClass().add("bubble");
            quote.setOnChosen(() -> {
                if (shown != null) {
                    goTo.accept(shown.message());
                }
            });
            setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2
                        && click.isStillSincePress()) {
                    hearted.run();
                    click.consume();
                }
            });
        }

        void show(TimelineRow.Bubble row) {
            shown = row.extras().quote();
            boolean large = row.heart() && shown == null;
            words.setFont(large ? EmojiText.FontRole.STICKER : EmojiText.FontRole.BUBBLE);
            boolean cut = all.show(row.text());
            setPadding(large ? NONE : PADDING);
            if (shown != null) {
                quote.show(shown, row.outbound() && row.state() != DeliveryState.FAILED);
            }
            List<Node> parts = new ArrayList<>();
            if (shown != null) {
                parts.add(quote);
            }
            if (!row.text().isEmpty() || shown == null) {
                parts.add(words);
            }
            if (cut) {
                parts.add(all);
            }
            if (!getChildren().equals(parts)) {
                getChildren().setAll(parts);
            }
            pseudoClassStateChanged(OWN, row.outbound());
            pseudoClassStateChanged(FAILED, row.state() == DeliveryState.FAILED);
            pseudoClassStateChanged(HEART, large);
        }
    }
}
