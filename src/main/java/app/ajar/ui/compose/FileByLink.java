package app.ajar.ui.compose;

import app.ajar.model.Conversation;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.ReplyWindow;
import app.ajar.sending.PublicFile;
import app.ajar.sending.PublicFile.Checked;
import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.WrappingLabel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Sends a picture, video, sound or PDF by its public address, as a reply of its own; the words in the field stay. Files that are
 * dropped or pasted onto the composer bring up the same card, which says why they need an address.
 */
final class FileByLink extends VBox {

    private static final List<Content.Kind> KINDS = List.of(Content.Kind.IMAGE, Content.Kind.VIDEO, Content.Kind.AUDIO,
            Content.Kind.FILE);

    private final Composer composer;
    private final Way way;
    private final TextField address = new TextField();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Content.Kind, RadioButton> kinds = new EnumMap<>(Content.Kind.class);
    private final Label reason = new WrappingLabel("", "schedule-reason");
    private final Label why = new WrappingLabel(Texts.get("compose.file.why"), "schedule-detail");
    private final Button button = new Button(Texts.get("compose.file.send"));
    /** Whether the user said what it is, so that the ending has no say any more. */
    private boolean chosen;

    private FileByLink(Composer composer, Way way) {
        super(8);
        this.composer = composer;
        this.way = way;
        getStyleClass().addAll("composer-card", "file-by-link");
        Label title = new Label(Texts.get("compose.file.title"));
        title.getStyleClass().add("words-body-strong");
        address.setPromptText("https://");
        FieldName.give(address, Texts.get("compose.file.address"));
        HBox.setHgrow(address, Priority.ALWAYS);
        button.getStyleClass().add("primary-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> take());
        HBox line = new HBox(8, address, button);
        line.setAlignment(Pos.CENTER_LEFT);
        FlowPane choices = new FlowPane(14, 6);
        for (Content.Kind kind : KINDS) {
            RadioButton choice = new RadioButton(Texts.get("compose.file.kind." + kind));
            choice.setToggleGroup(group);
            choice.setOnAction(pressed -> {
                chosen = true;
                judge();
            });
            kinds.put(kind, choice);
            choices.getChildren().add(choice);
        }
        getChildren().addAll(title, line, choices, reason, why);
        address.textProperty().subscribe(text -> judge());
        address.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                take();
                key.consume();
            }
        });
    }

    /**
     * How a file gets into the outbox.
     *
     * @param window of a conversation, as it is now
     */
    record Way(ReplyDesk.Means means, ReplyWriter writer, Function<Conversation, ReplyWindow> window) {}

    /** Gives a composer its button, and what is dropped and pasted there an answer. */
    static void attach(Composer composer, Way way) {
        FileByLink card = new FileByLink(composer, way);
        IconButton tool = new IconButton(Icon.LINK, Texts.get("compose.file.tool"), null);
        tool.setOnAction(pressed -> card.toggle());
        composer.setTool(Composer.Tool.FILE, tool);
        composer.keysFirst(card::pasted);
        composer.addEventHandler(DragEvent.DRAG_OVER, drag -> {
            if (drag.getDragboard().hasFiles() || drag.getDragboard().hasImage()) {
                drag.acceptTransferModes(TransferMode.COPY);
                drag.consume();
            }
        });
        composer.addEventHandler(DragEvent.DRAG_DROPPED, drop -> {
            if (drop.getDragboard().hasFiles() || drop.getDragboard().hasImage()) {
                card.open(Texts.get("compose.file.local"));
                drop.setDropCompleted(true);
                drop.consume();
            }
        });
    }

    /** A file or picture that is pasted has no text that could be typed. */
    private boolean pasted(KeyEvent key) {
        boolean pastes = key.isShortcutDown() && key.getCode() == KeyCode.V;
        Clipboard clipboard = Clipboard.getSystemClipboard();
        boolean file = pastes && (clipboard.hasFiles() || (clipboard.hasImage() && !clipboard.hasString()));
        if (file) {
            open(Texts.get("compose.file.local"));
        }
        return file;
    }

    private void toggle() {
        if (equals(composer.above())) {
            close();
        } else {
            open("");
        }
    }

    private void open(String said) {
        if (!composer.canWrite() || composer.conversationProperty().get() == null) {
            return;
        }
        if (composer.purpose() != Composer.Purpose.NOW) {
            composer.refuse(Texts.get("compose.file.not.planned"));
            return;
        }
        chosen = false;
        group.selectToggle(null);
        address.clear();
        judge();
        say(said);
        composer.showAbove(this);
        address.requestFocus();
    }

    /** It is in the outbox. */
    private void close() {
        if (equals(composer.above())) {
            composer.showAbove(null);
        }
        composer.field().requestFocus();
    }

    private void judge() {
        Checked checked = PublicFile.check(address.getText());
        if (checked instanceof Checked.Fits(PublicFile file) && !chosen) {
            RadioButton likely = file.likely() == null ? null : kinds.get(file.likely());
            group.selectToggle(likely);
        }
        button.setDisable(!(checked instanceof Checked.Fits) || kind() == null);
        say(switch (checked) {
            case Checked.Fits _ -> kind() == null ? Texts.get("compose.file.which") : "";
            case Checked.Wrong(PublicFile.Reason wrong) -> wrong == PublicFile.Reason.EMPTY || begins()
                    ? ""
                    : Texts.get("compose.file.wrong." + wrong);
        });
    }

    /** Whether what is typed may still become an address. */
    private boolean begins() {
        return "https://".startsWith(address.getText().strip());
    }

    private void say(String words) {
        reason.setText(words);
        reason.setVisible(!words.isEmpty());
        reason.setManaged(!words.isEmpty());
    }

    private Content.@Nullable Kind kind() {
        return kinds.entrySet().stream().filter(choice -> choice.getValue().isSelected()).map(Map.Entry::getKey)
                .findFirst().orElse(null);
    }

    private void take() {
        Content.Kind kind = kind();
        if (PublicFile.check(address.getText()) instanceof Checked.Fits(PublicFile file) && kind != null) {
            send(new Content(kind, "", file.address().toString(), null));
        }
    }

    /** What stands in the field is still being written. */
    private void send(Content content) {
        Conversation row = composer.conversationProperty().get();
        if (row != null) {
            boolean agent = way.window().apply(row).status() == ReplyWindow.Status.HUMAN_AGENT;
            Duration hold = way.means().habits().undo().get();
            way.writer().write(row, () -> way.means().replies().write(row.id(), content, agent, hold), this::close);
        }
    }
}
