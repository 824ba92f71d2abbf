package app.ajar.ui.kit;

import app.ajar.model.Participant;
import app.ajar.model.ReplyWindow;
import java.time.Instant;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A person's picture in a disc inside the reply-window ring. Draws initials on a colour of the person's own at once, which
 * is both the loading state and the fallback; a decoded picture is shown only while the disc still shows that person.
 */
public final class AvatarDisc extends Region {

    /**
     * @param pictureSide the disc's diameter, pixels (40 in the list)
     * @param ringSide the ring's outer diameter, pixels (50 in the list)
     */
    public AvatarDisc(Avatars avatars, double pictureSide, double ringSide) {
        throw new UnsupportedOperationException();
    }

    /** Shows this person; the file is relative to the data folder and may be null. */
    public void show(Participant person, @Nullable String avatarFile) {
        throw new UnsupportedOperationException();
    }

    /** Draws the ring for this window at this time. */
    public void setWindow(ReplyWindow window, Instant now) {
        throw new UnsupportedOperationException();
    }
}
