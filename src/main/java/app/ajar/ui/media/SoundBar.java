package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.Texts;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A voice message: a small player of fixed size, or why there is none. */
final class SoundBar extends HBox {

    private static final double WIDTH = 264;
    private static final double HEIGHT = 48;

    private final MediaContext context;
    private MediaItem item;
    private boolean wanted;
    private @Nullable Player player;

    SoundBar(MediaItem item, MediaContext context) {
        super(8);
        this.context = context;
        this.item = item;
        getStyleClass().addAll("media-card", "media-sound");
        setAlignment(Pos.CENTER_LEFT);
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(Texts.get("media.kind.SOUND"));
        sceneProperty().subscribe(scene -> {
            if (scene == null && player != null) {
                player.pause();
            }
        });
        build();
    }

    MediaItem item() {
        return item;
    }

    void show(MediaItem next) {
        Attachment before = item.attachment();
        item = next;
        Attachment now = next.attachment();
        if (before.state() != now.state() || before.trouble() != now.trouble()
                || !Objects.equals(before.file(), now.file())) {
            wanted = false;
            build();
        }
    }

    /** Asks for the bytes when it comes into view without them. */
    void place(boolean inView) {
        if (inView && !wanted && item.attachment().state() == Attachment.State.PENDING) {
            wanted = true;
            context.want(item);
        }
    }

    void activate() {
        if (player != null) {
            player.toggle();
        }
    }

    /** The row that it was part of is gone. */
    void dispose() {
        if (player != null) {
            player.close();
            player = null;
        }
    }

    private void build() {
        dispose();
        Optional<Path> file = item.attachment().state() == Attachment.State.STORED
                ? context.files().find(item.attachment().file())
                : Optional.empty();
        if (file.isPresent()) {
            player = new Player(context.bridge(), file.get());
            Controls controls = new Controls(player, false, () -> context.files().open(item.attachment().file()));
            HBox.setHgrow(controls, Priority.ALWAYS);
            getChildren().setAll(controls);
            return;
        }
        boolean here = item.attachment().state() == Attachment.State.STORED;
        Optional<Trouble> trouble = here ? Optional.of(Trouble.BROKEN) : Trouble.of(item.attachment());
        Label words = new Label(trouble.map(Trouble::words).orElse(Texts.get("media.kind.SOUND")));
        words.getStyleClass().add("media-says");
        getChildren().setAll(Visual.SOUND.icon().node(), words);
        if (trouble.isPresent() && trouble.get().mayHeal()) {
            Button again = new Button(Texts.get("media.again"));
            again.getStyleClass().add("link-button");
            again.setMinWidth(USE_PREF_SIZE);
            again.setOnAction(pressed -> {
                context.want(item);
                getChildren().setAll(Visual.SOUND.icon().node(), new Label(Texts.get("media.asked")));
            });
            getChildren().add(again);
        }
    }
}
