package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.ByteCounts;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A PDF or another file: its name, how large it is, and a button that opens it. */
final class FileCard extends MediaBlock.Card {

    private static final double HEIGHT = 60;

    private final Label says = new Label();

    FileCard(MediaItem item, MediaContext context) {
        super(item, context, 10, HEIGHT);
        getStyleClass().add("media-file");
        says.getStyleClass().add("media-says");
        build();
    }

    @Override
    public void activate() {
        if (item().attachment().state() == Attachment.State.STORED) {
            context.files().open(item().attachment().file());
        }
    }

    @Override
    void build() {
        Attachment attachment = item().attachment();
        String title = attachment.title();
        EmojiText name = new EmojiText(1);
        name.setFont(EmojiText.FontRole.BODY_STRONG);
        name.setText(title == null || title.isBlank() ? Texts.get("media.kind.PAPER") : title);
        VBox lines = new VBox(2, name, says);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        StackPane sign = new StackPane(Visual.PAPER.icon().node());
        sign.getStyleClass().add("media-file-sign");
        getChildren().setAll(sign, lines);
        Optional<Trouble> trouble = context.trouble(attachment);
        says.setText(trouble.map(Trouble::words).orElse(Texts.get("media.kind.PAPER")));
        if (attachment.state() == Attachment.State.STORED) {
            getChildren().add(button(Texts.get("media.open"), this::activate));
            String file = attachment.file();
            context.bridge().load(() -> context.files().size(file), size -> {
                if (Objects.equals(file, item().attachment().file())) {
                    says.setText(size.map(bytes -> ByteCounts.words(bytes, Locale.getDefault(Locale.Category.FORMAT)))
                            .orElse(Trouble.BROKEN.words()));
                }
            });
        } else {
            trouble.flatMap(Trouble::button).ifPresent(words -> getChildren().add(button(words, () -> {
                context.want(item());
                says.setText(context.asked());
            })));
        }
    }
}
