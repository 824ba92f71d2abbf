package app.ajar.ui.kit;

import app.ajar.text.Texts;
import java.util.EnumSet;
import java.util.Set;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The one line set of icons, by what they stand for; other rooms need not know the icon font. */
public enum Icon {
    ACCOUNTS(Feather.USERS), ADD(Feather.PLUS), ALERT(Feather.ALERT_CIRCLE), AUDIO(Feather.MIC),
    BACK(Feather.ARROW_LEFT), BELL(Feather.BELL), CHART(Feather.BAR_CHART_2), CHECK(Feather.CHECK),
    CLOCK(Feather.CLOCK), CLOSE(Feather.X), COPY(Feather.COPY), DETAILS(Feather.SIDEBAR), DOWN(Feather.ARROW_DOWN),
    DOWNLOAD(Feather.DOWNLOAD), EDIT(Feather.EDIT_2), EMOJI(Feather.SMILE), EXTERNAL(Feather.EXTERNAL_LINK),
    FORWARD(Feather.ARROW_RIGHT),
    FILE(Feather.FILE),
    FOLDER(Feather.FOLDER),
    HELP(Feather.HELP_CIRCLE), INBOX(Feather.INBOX), INFO(Feather.INFO), KEY(Feather.KEY), LINK(Feather.LINK),
    LOCK(Feather.LOCK), MOON(Feather.MOON), MORE(Feather.MORE_HORIZONTAL), OFFLINE(Feather.WIFI_OFF),
    PAUSE(Feather.PAUSE), PERSON(Feather.USER), PHOTO(Feather.IMAGE), PLAY(Feather.PLAY), HEART(Feather.HEART),
    REPLY(Feather.CORNER_UP_LEFT), RETRY(Feather.REFRESH_CW),
    SEARCH(Feather.SEARCH), SEND(Feather.SEND), SETTINGS(Feather.SETTINGS), SHARE(Feather.SHARE_2),
    STAR(Feather.STAR), STORY(Feather.CAMERA), SUN(Feather.SUN), TEMPLATE(Feather.ZAP), TRASH(Feather.TRASH_2),
    VERIFIED(Feather.CHECK_CIRCLE), VIDEO(Feather.VIDEO), VOLUME(Feather.VOLUME_2),
    UP(Feather.ARROW_UP), UPLOAD(Feather.UPLOAD), ZOOM_IN(Feather.ZOOM_IN), ZOOM_OUT(Feather.ZOOM_OUT);

    /** The side of an icon in panes, pixels; the rail's are 19. */
    public static final double SIDE = 17;

    /** Those that show a direction of reading; a clock or a player's button looks the same everywhere. */
    private static final Set<Icon> POINTING = EnumSet.of(BACK, DETAILS, FORWARD, REPLY, SEND);

    private final Feather glyph;

    Icon(Feather glyph) {
        this.glyph = glyph;
    }

    /** A new node of this icon, painted by the style class {@code kit-icon}. */
    public Node node(double side) {
        FontIcon icon = new FontIcon(glyph);
        // As an inline style, because the theme has a size of its own for icons in buttons; beside the one that names the
        // icon font, without which the letters of the text font would show.
        icon.setStyle(icon.getStyle() + ";-fx-icon-size: " + Math.round(side) + "px;");
        icon.getStyleClass().add("kit-icon");
        if (this == DETAILS) {
            // The set draws the side pane at the left; ours is at the right.
            icon.setScaleX(-1);
        }
        if (POINTING.contains(this) && Texts.tongue().rightToLeft()) {
            // Glyphs are not mirrored with the window.
            icon.setScaleX(-icon.getScaleX());
        }
        return icon;
    }

    /** A new node of this icon at the panes' size. */
    public Node node() {
        return node(SIDE);
    }
}
