package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.Texts;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A voice message: a small player of fixed size, or why there is none. */
final class SoundBar extends MediaBlock.Card {

    private static final double HEIGHT = 48;

    private @Nullable Player player;

    SoundBar(MediaItem item, MediaContext context) {
        super(item, context, 8, HEIGHT);
        getStyleClass().add("media-sound");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(Texts.get("media.kind.SOUND"));
        sceneProperty().subscribe(scene -> {
            if (scene == null && player != null) {
                player.pause();
            }
        });
        build();
    }

    @Override
    public void activate() {
        if (player != null) {
            player.toggle();
        }
    }

    @Override
    public void dispose() {
        if (player != null) {
            player.close();
            player = null;
        }
    }

    @Override
    void build() {
        dispose();
        Optional<Path> file = item().attachment().state() == Attachment.State.STORED
                ? context.files().find(item().attachment().file())
                : Optional.empty();
        if (file.isPresent()) {
            player = new Player(context.bridge(), file.get());
            Controls controls = new Controls(player, false, () -> context.files().open(item().attachment().file()));
            HBox.setHgrow(controls, Priority.ALWAYS);
            getChildren().setAll(controls);
            return;
        }
        boolean here = item().attachment().state() == Attachment.State.STORED;
        Optional<Trouble> trouble = here ? Optional.of(Trouble.BROKEN) : context.trouble(item().attachment());
        Label words = new Label(trouble.map(Trouble::words).orElse(Texts.get("media.kind.SOUND")));
        words.getStyleClass().add("media-says");
        getChildren().setAll(Visual.SOUND.icon().node(), words);
        trouble.flatMap(Trouble::button).ifPresent(help -> getChildren().add(button(help, () -> {
            context.want(item());
            getChildren().setAll(Visual.SOUND.icon().node(), new Label(context.asked()));
        })));
    }
}
