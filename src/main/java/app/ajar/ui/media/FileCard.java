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
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A PDF or another file: its name, how large it is, and a button that opens it. */
final class FileCard extends HBox {

    private static final double WIDTH = 264;
    private static final double HEIGHT = 60;

    private final MediaContext context;
    private final Label says = new Label();
    private MediaItem item;
    private boolean wanted;

    FileCard(MediaItem item, MediaContext context) {
        super(10);
        this.context = context;
        this.item = item;
        getStyleClass().addAll("media-card", "media-file");
        setAlignment(Pos.CENTER_LEFT);
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        says.getStyleClass().add("media-says");
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
                || !Objects.equals(before.file(), now.file()) || !Objects.equals(before.title(), now.title())) {
            wanted = false;
            build();
        }
    }

    void place(boolean inView) {
        if (inView && !wanted && item.attachment().state() == Attachment.State.PENDING) {
            wanted = true;
            context.want(item);
        }
    }

    void activate() {
        if (item.attachment().state() == Attachment.State.STORED) {
            context.files().open(item.attachment().file());
        }
    }

    private void build() {
        Attachment attachment = item.attachment();
        String title = attachment.title();
        EmojiText name = new EmojiText(1);
        name.setFont(EmojiText.FontRole.BODY_STRONG);
        name.setText(title == null || title.isBlank() ? Texts.get("media.kind.PAPER") : title);
        VBox words = new VBox(2, name, says);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        StackPane sign = new StackPane(Visual.PAPER.icon().node());
        sign.getStyleClass().add("media-file-sign");
        getChildren().setAll(sign, words);
        Optional<Trouble> trouble = Trouble.of(attachment);
        says.setText(trouble.map(Trouble::words).orElse(Texts.get("media.kind.PAPER")));
        if (attachment.state() == Attachment.State.STORED) {
            button(Texts.get("media.open"), this::activate);
            String file = attachment.file();
            context.bridge().load(() -> context.files().size(file), size -> {
                if (Objects.equals(file, item.attachment().file())) {
                    says.setText(size.map(bytes -> ByteCounts.words(bytes, Locale.getDefault(Locale.Category.FORMAT)))
                            .orElse(Trouble.BROKEN.words()));
                }
            });
        } else if (trouble.isPresent() && trouble.get().mayHeal()) {
            button(Texts.get("media.again"), () -> {
                context.want(item);
                says.setText(Texts.get("media.asked"));
            });
        }
    }

    private void button(String words, Runnable does) {
        Button button = new Button(words);
        button.getStyleClass().add("link-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> does.run());
        getChildren().add(button);
    }
}
