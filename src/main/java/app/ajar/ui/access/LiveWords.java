package app.ajar.ui.access;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/**
 * What has just happened, for those who hear the window instead of seeing it: an unseen line that says the news. JavaFX 26 has
 * no live regions. On Windows and macOS it sends a changed value, and whether that is spoken while the keyboard is elsewhere is
 * the screen reader's own choice; on Linux it speaks to none. Whoever looks for the news finds the newest here.
 */
public final class LiveWords extends Region {

    public LiveWords() {
        getStyleClass().add("live-words");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText("");
        setMouseTransparent(true);
        setMinSize(1, 1);
        setMaxSize(1, 1);
    }

    /** Tells this, also when it is what was told last. */
    public void say(String news) {
        if (news.equals(getAccessibleText())) {
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
        setAccessibleText(news);
    }
}
