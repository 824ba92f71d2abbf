package app.ajar.ui.message;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import javafx.scene.control.Button;

/**
 * The beginning of a message that is longer than Instagram lets anybody write, and a button under it that shows the rest:
 * nobody's text may hold up the window. More than the toolkit draws at once is left to copying.
 */
public final class ShowAll extends Button {

    /** Twice what Instagram takes. */
    static final int AT_FIRST = 2_000;
    static final int LINES_AT_FIRST = 60;
    /** What is drawn within a blink. */
    static final int AT_MOST = 10_000;
    static final int LINES_AT_MOST = 600;

    private final EmojiText words;
    private String text = "";
    private boolean all;

    /** @param words where the message is drawn */
    public ShowAll(EmojiText words) {
        this.words = words;
        getStyleClass().addAll("link-button", "show-all");
        setOnAction(pressed -> {
            all = true;
            draw();
        });
    }

    /** Draws this message, or its beginning; whether there is more than is drawn, so that this button has its place. */
    public boolean show(String message) {
        if (!message.equals(text)) {
            text = message;
            all = false;
        }
        draw();
        return beginning(text, AT_FIRST, LINES_AT_FIRST).length() < text.length();
    }

    private void draw() {
        String shown = beginning(text, all ? AT_MOST : AT_FIRST, all ? LINES_AT_MOST : LINES_AT_FIRST);
        boolean whole = shown.length() == text.length();
        words.setText(whole ? text : shown + "…");
        setText(Texts.get(!all ? "message.all" : whole ? "message.all.shown" : "message.all.copy", text.length()));
        setDisable(all);
    }

    /** At most so many characters and lines of it, never half a character. */
    static String beginning(String text, int characters, int lines) {
        int end = Math.min(text.length(), characters);
        int breaks = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n' && ++breaks == lines) {
                end = i;
            }
        }
        boolean halved = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))
                && Character.isLowSurrogate(text.charAt(end));
        return text.substring(0, halved ? end - 1 : end);
    }
}
