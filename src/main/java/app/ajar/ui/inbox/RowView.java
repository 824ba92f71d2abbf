package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.text.WindowWords;
import app.ajar.ui.kit.AvatarDisc;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one row, made once for each cell and filled again and again. What most rows do not show is made when one first
 * does: the rows are what a start waits for.
 */
final class RowView extends Region {

    /** The fixed height of a row. */
    static final double HEIGHT = 74;

    private static final double PICTURE = 40;
    private static final double RING = 50;
    private static final double SIDE = 14;
    private static final double TEXT_LEFT = SIDE + RING + 12;
    private static final double NAME_MIDDLE = 27;
    private static final double PREVIEW_MIDDLE = 48;
    private static final double BAR_WIDTH = 3.5;
    private static final double BAR_INSET = 10;
    private static final double BADGE = 18;
    private static final double LETTER = 18;
    private static final double GAP = 8;
    private static final double SMALL_GAP = 5;
    private static final double SMALL_ICON = 12;
    private static final int MOST_COUNTED = 99;
    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final Map<ReplyWindow.Status, PseudoClass> WINDOW = Map.of(
            ReplyWindow.Status.OPEN, PseudoClass.getPseudoClass("open"),
            ReplyWindow.Status.CLOSING_SOON, PseudoClass.getPseudoClass("closing"),
            ReplyWindow.Status.HUMAN_AGENT, PseudoClass.getPseudoClass("agent"));

    private final Predicate<AccountId> humanAgent;
    private final Function<AccountId, @Nullable Whose> whose;
    private @Nullable Label letter;
    private @Nullable Region bar;
    private final AvatarDisc disc;
    private final EmojiText name = new EmojiText(1);
    private @Nullable Node star;
    private @Nullable Node bell;
    private final Text time = words(EmojiText.FontRole.SMALL, "row-time");
    private @Nullable EmojiText who;
    private final EmojiText preview = new EmojiText(1);
    private final Text remaining = words(EmojiText.FontRole.SMALL_STRONG, "row-remaining");
    private @Nullable Label badge;
    private @Nullable Node mark;
    private Preview.Mark marked = Preview.Mark.NONE;

    /** Whose conversation a row is, where the list holds those of several accounts. */
    record Whose(String username, int colour) {}

    /**
     * @param humanAgent whether the user turned the 7-day span on for an account
     * @param whose what is said of a row's account, null for nothing
     */
    RowView(Avatars avatars, Predicate<AccountId> humanAgent, Function<AccountId, @Nullable Whose> whose) {
        this.humanAgent = humanAgent;
        this.whose = whose;
        disc = new AvatarDisc(avatars, PICTURE, RING);
        name.setFont(EmojiText.FontRole.NAME);
        preview.getStyleClass().add("row-preview");
        getStyleClass().add("row");
        setMouseTransparent(true);
        setPrefHeight(HEIGHT);
        getChildren().addAll(disc, name, time, preview, remaining);
    }

    /**
     * Shows everything of a conversation but what {@link #showTime} does.
     *
     * @param isReminded whether the user wanted to be reminded of it by now
     */
    void show(ConversationRow row, boolean isReminded) {
        Conversation conversation = row.conversation();
        disc.show(conversation.person(), conversation.avatarFile());
        name.setText(row.name());
        showLetter(whose.apply(row.id().account()));
        showStar(conversation.priority());
        remind(isReminded);
        showWho(row.preview().who());
        preview.setFont(row.unread() ? EmojiText.FontRole.BODY_STRONG : EmojiText.FontRole.BODY);
        preview.setText(row.preview().text());
        show(row.preview().mark());
        showBadge(row.unread(), conversation.unread());
        pseudoClassStateChanged(UNREAD, row.unread());
        pseudoClassStateChanged(FAILED, row.preview().mark() == Preview.Mark.FAILED);
        requestLayout();
    }

    private void showLetter(@Nullable Whose account) {
        if (account != null) {
            if (letter == null) {
                letter = AccountTag.letter();
                getChildren().add(letter);
            }
            AccountTag.dress(letter, account.username(), account.colour());
        }
        show(letter, account != null);
    }

    private void showStar(boolean wanted) {
        if (wanted && star == null) {
            star = Icon.STAR.node(SMALL_ICON);
            star.getStyleClass().add("row-star");
            getChildren().add(star);
        }
        show(star, wanted);
    }

    private void showWho(String words) {
        boolean ours = !words.isEmpty();
        if (ours) {
            if (who == null) {
                who = new EmojiText(1);
                who.getStyleClass().add("row-who");
                getChildren().add(who);
            }
            who.setText(words);
        }
        show(who, ours);
    }

    private void showBadge(boolean unread, int many) {
        if (unread) {
            if (badge == null) {
                badge = new Label();
                badge.getStyleClass().add("row-badge");
                getChildren().add(badge);
            }
            badge.setText(badge(many));
        }
        show(badge, unread);
    }

    /** Marks the row of the open conversation. */
    void showBar(boolean wanted) {
        if (wanted && bar == null) {
            bar = new Region();
            bar.getStyleClass().add("row-bar");
            getChildren().add(bar);
        }
        show(bar, wanted);
    }

    private static void show(@Nullable Node part, boolean wanted) {
        if (part != null) {
            part.setVisible(wanted);
        }
    }

    private static boolean shows(@Nullable Node part) {
        return part != null && part.isVisible();
    }

    /** Draws again what time alone changes; gives when that is over. */
    @Nullable
    Instant showTime(ConversationRow row, Instant now) {
        Conversation conversation = row.conversation();
        ReplyWindow window = window(conversation, now);
        String left = WindowWords.remaining(window, now);
        disc.setWindow(window, now, left);
        time.setText(Times.row(conversation.lastMessageAt(), now, ZoneId.systemDefault(), locale()));
        remaining.setText(left);
        WINDOW.forEach((status, state) -> remaining.pseudoClassStateChanged(state, status == window.status()));
        return window.until();
    }

    /** The whole row in words, for a screen reader; of the time shown last. */
    String accessible(ConversationRow row, boolean isReminded) {
        Conversation conversation = row.conversation();
        String name = conversation.priority() ? Texts.get("inbox.row.starred", row.name()) : row.name();
        String words = Texts.get(row.unread() ? "inbox.row.accessibleUnread" : "inbox.row.accessible", name,
                row.preview().who(), row.preview().text(), time.getText(), remaining.getText(), conversation.unread());
        Whose account = whose.apply(row.id().account());
        String all = account == null ? words : Texts.get("inbox.row.whose", words, account.username());
        return isReminded ? Texts.get("inbox.row.reminded", all) : all;
    }

    private void remind(boolean isReminded) {
        if (isReminded != (bell != null)) {
            getChildren().remove(bell);
            bell = isReminded ? Icon.BELL.node(SMALL_ICON) : null;
            if (bell != null) {
                bell.getStyleClass().add("row-bell");
                getChildren().add(bell);
            }
        }
    }

    private ReplyWindow window(Conversation conversation, Instant now) {
        return ReplyWindow.at(conversation.window(), humanAgent.test(conversation.id().account()), now);
    }

    private static Locale locale() {
        return Locale.getDefault(Locale.Category.FORMAT);
    }

    static String badge(int unread) {
        return unread > MOST_COUNTED ? Texts.get("inbox.badge.many") : Integer.toString(unread);
    }

    /** As a label draws it, but without the properties of one that style sheets look for at each start. */
    private static Text words(EmojiText.FontRole role, String style) {
        Text text = new Text();
        text.setFont(role.font());
        text.setTextOrigin(VPos.TOP);
        text.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        text.setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
        text.setFontSmoothingType(FontSmoothingType.LCD);
        text.getStyleClass().add(style);
        return text;
    }

    private void show(Preview.Mark wanted) {
        if (wanted != marked) {
            marked = wanted;
            getChildren().remove(mark);
            mark = switch (wanted) {
                case NONE -> null;
                case WAITING -> Icon.CLOCK.node(SMALL_ICON);
                case UNSURE -> Icon.HELP.node(SMALL_ICON);
                case FAILED -> Icon.ALERT.node(SMALL_ICON);
            };
            if (mark != null) {
                mark.getStyleClass().add("row-mark");
                getChildren().add(mark);
            }
        }
    }

    @Override
    protected void layoutChildren() {
        double right = getWidth() - SIDE;
        if (bar != null) {
            bar.resizeRelocate(0, BAR_INSET, BAR_WIDTH, HEIGHT - 2 * BAR_INSET);
        }
        disc.resizeRelocate(SIDE, (HEIGHT - RING) / 2, RING, RING);
        if (letter != null) {
            letter.resizeRelocate(SIDE + RING - LETTER, (HEIGHT + RING) / 2 - LETTER, LETTER, LETTER);
        }

        double timeWidth = place(time, right, NAME_MIDDLE);
        double nameRoom = right - timeWidth - GAP - TEXT_LEFT - (shows(star) ? SMALL_ICON + SMALL_GAP : 0)
                - (bell != null ? SMALL_ICON + SMALL_GAP : 0);
        double nameWidth = placeText(name, TEXT_LEFT, nameRoom, NAME_MIDDLE);
        double behind = TEXT_LEFT + nameWidth + SMALL_GAP;
        if (star != null) {
            placeIcon(star, behind, NAME_MIDDLE - 1);
        }
        if (bell != null) {
            placeIcon(bell, behind + (shows(star) ? SMALL_ICON + SMALL_GAP : 0), NAME_MIDDLE - 1);
        }

        double edge = right;
        if (badge != null && badge.isVisible()) {
            double width = Math.max(BADGE, Math.ceil(badge.prefWidth(-1)));
            badge.resizeRelocate(edge - width, PREVIEW_MIDDLE - BADGE / 2, width, BADGE);
            edge -= width + GAP;
        }
        edge -= place(remaining, edge, PREVIEW_MIDDLE) + GAP;
        double left = TEXT_LEFT;
        if (mark != null) {
            placeIcon(mark, left, PREVIEW_MIDDLE);
            left += SMALL_ICON + SMALL_GAP;
        }
        if (who != null && who.isVisible()) {
            left += placeText(who, left, edge - left, PREVIEW_MIDDLE) + SMALL_GAP - 1;
        }
        placeText(preview, left, edge - left, PREVIEW_MIDDLE);
    }

    private static double place(Text words, double right, double middle) {
        Bounds bounds = words.getLayoutBounds();
        double width = Math.ceil(bounds.getWidth());
        words.relocate(right - width, Math.rint(middle - bounds.getHeight() / 2));
        return width;
    }

    private static double placeText(EmojiText text, double left, double room, double middle) {
        double width = Math.max(0, Math.min(room, text.prefWidth(-1)));
        double height = text.prefHeight(-1);
        text.resizeRelocate(left, Math.rint(middle - height / 2), width, height);
        return width;
    }

    private static void placeIcon(Node icon, double left, double middle) {
        double height = icon.getLayoutBounds().getHeight();
        icon.relocate(left, Math.rint(middle - height / 2));
    }
}
