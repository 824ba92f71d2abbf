package app.ajar.ui.about;

import app.ajar.papers.Guide;
import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.WrappingLabel;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The guide, chapter by chapter, as it came with the program; needs no connection. */
public final class HelpPage extends VBox {

    private static final double LINE = 32;
    private static final double CHAPTERS_WIDTH = 270;

    private final FxBridge bridge;
    private final Consumer<URI> openLink;
    private final TextField search = new TextField();
    private final ListView<Guide.Chapter> chapters = new ListView<>();
    private final ScrollPane reading = new ScrollPane();
    private List<Guide.Chapter> all = List.of();
    private boolean loaded;

    /**
     * The guide is read when the page is first seen.
     *
     * @param openLink opens an address in the system's browser
     */
    public HelpPage(Consumer<URI> openLink, Runnable shortcuts, Runnable about, Runnable close, FxBridge bridge) {
        this.bridge = bridge;
        this.openLink = openLink;
        getStyleClass().add("help-page");
        search.getStyleClass().add("help-search");
        search.setPromptText(Texts.get("about.help.search"));
        FieldName.give(search, Texts.get("about.help.search"));
        search.textProperty().subscribe(now -> filter());
        chapters.getStyleClass().add("help-chapters");
        chapters.setAccessibleText(Texts.get("about.help.chapters"));
        chapters.setFixedCellSize(LINE);
        chapters.setCellFactory(view -> new ChapterCell());
        chapters.setPlaceholder(new WrappingLabel(Texts.get("about.help.none"), "settings-detail"));
        chapters.getSelectionModel().selectedItemProperty().subscribe(this::read);
        VBox.setVgrow(chapters, Priority.ALWAYS);
        VBox side = new VBox(8, search, chapters);
        if (!Texts.tongue().words().getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            Label english = new WrappingLabel(Texts.get("about.help.english"), "settings-detail");
            side.getChildren().add(english);
        }
        side.getStyleClass().add("help-side");
        side.setMinWidth(CHAPTERS_WIDTH);
        side.setMaxWidth(CHAPTERS_WIDTH);
        reading.getStyleClass().addAll("help-reading", "bare-scroll");
        reading.setFitToWidth(true);
        reading.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        reading.setFocusTraversable(true);
        HBox.setHgrow(reading, Priority.ALWAYS);
        HBox body = new HBox(side, reading);
        VBox.setVgrow(body, Priority.ALWAYS);
        HBox header = PageParts.header("about.help.title", List.of(
                PageParts.button("about.shortcuts", shortcuts),
                PageParts.button("about.open", about), PageParts.button("about.close", close)));
        header.getStyleClass().add("help-header");
        getChildren().addAll(header, body);
        visibleProperty().subscribe(this::load);
    }

    /** Puts the keyboard on the chapters. */
    public void takeKeyboard() {
        chapters.requestFocus();
    }

    private void load(boolean visible) {
        if (visible && !loaded) {
            loaded = true;
            bridge.load(Guide::chapters, read -> {
                all = read;
                filter();
            });
        }
    }

    /** Chapters that say every word looked for. */
    private void filter() {
        List<String> words = List.of(search.getText().toLowerCase(Locale.ROOT).strip().split("\\s+"));
        Guide.Chapter open = chapters.getSelectionModel().getSelectedItem();
        chapters.getItems().setAll(all.stream().filter(chapter -> {
            String said = words(chapter).toLowerCase(Locale.ROOT);
            return words.stream().allMatch(said::contains);
        }).toList());
        if (open != null && chapters.getItems().contains(open)) {
            chapters.getSelectionModel().select(open);
        } else {
            chapters.getSelectionModel().selectFirst();
        }
    }

    private static String words(Guide.Chapter chapter) {
        return chapter.title() + ".\n" + chapter.blocks().stream().map(Guide.Block::plain)
                .collect(Collectors.joining("\n"));
    }

    private void read(Guide.@Nullable Chapter chapter) {
        if (chapter == null) {
            return;
        }
        reading.setContent(new ChapterView(chapter, this::follow));
        reading.setVvalue(0);
        reading.setAccessibleText(words(chapter));
    }

    /** Links lead to another chapter or into the browser. */
    private void follow(String link) {
        if (!link.startsWith("#")) {
            openLink.accept(URI.create(link));
            return;
        }
        all.stream().filter(chapter -> chapter.anchor().equals(link.substring(1))).findFirst().ifPresent(chapter -> {
            search.clear();
            chapters.getSelectionModel().select(chapter);
            chapters.scrollTo(chapter);
            reading.requestFocus();
        });
    }

    /** One chapter's title. */
    private static final class ChapterCell extends ListCell<Guide.Chapter> {

        ChapterCell() {
            getStyleClass().add("help-chapter");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Guide.@Nullable Chapter chapter, boolean empty) {
            super.updateItem(chapter, empty);
            setText(chapter == null || empty ? null : chapter.title());
        }
    }
}
