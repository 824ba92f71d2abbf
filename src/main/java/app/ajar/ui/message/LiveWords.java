package app.ajar.ui.message;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/**
 * What has just happened, for those who hear the window instead of seeing it: an unseen line whose name is the news. JavaFX
 * 26 has no live regions; a change of name is the one thing that every platform's screen reader is told of without the
 * keyboard being there.
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
