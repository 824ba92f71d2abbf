package app.ajar.ui.about;

import app.ajar.papers.Papers;
import app.ajar.papers.Part;
import app.ajar.text.OutsideText;
import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.WrappingLabel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What this is, what it is made of, where the data lies, what leaves the computer, and everybody's terms. */
public final class AboutPage extends ScrollPane {

    private static final double LINE = 28;
    private static final double PARTS_WIDTH = 330;
    private static final double PARTS_HEIGHT = 300;

    private final String version;
    private final FxBridge bridge;
    private final ListView<Part> parts = new ListView<>();
    private final TextArea terms = new TextArea();
    private final Button guide;
    private boolean listed;

    /**
     * What the page can do.
     *
     * @param openFile shows a folder of ours in the system's program for it
     * @param diagnostics what can stand in a public bug report
     */
    public record Actions(Consumer<Path> openFile, Supplier<String> diagnostics, Runnable guide, Runnable shortcuts,
            Runnable close) {}

    /**
     * @param version Ajar's own
     * @param folder where the data lies
     */
    public AboutPage(String version, Path folder, Actions actions, FxBridge bridge) {
        this.version = version;
        this.bridge = bridge;
        getStyleClass().addAll("about-page", "bare-scroll");
        guide = PageParts.button("about.guide", actions.guide());
        Button diagnostics = PageParts.button("about.diagnostics", () -> {});
        diagnostics.setOnAction(pressed -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(actions.diagnostics().get());
            Clipboard.getSystemClipboard().setContent(content);
            diagnostics.setText(Texts.get("about.diagnostics.copied"));
        });
        FlowPane help = new FlowPane(8, 8, guide, PageParts.button("about.shortcuts", actions.shortcuts()),
                diagnostics);
        Label path = new WrappingLabel(OutsideText.isolated(folder.toString()), "settings-path");
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        HBox where = new HBox(path,
                PageParts.button("about.folder.open", () -> actions.openFile().accept(folder)));
        where.getStyleClass().add("settings-row");
        VBox page = new VBox(
                PageParts.header("about.title", List.of(PageParts.button("about.close", actions.close()))),
                PageParts.card("about.what",
                        new WrappingLabel(Texts.get("about.version", version), "words-body-strong"),
                        new WrappingLabel(Texts.get("about.detail"), "words-body"),
                        new WrappingLabel(runsOn(), "settings-detail"), help),
                PageParts.card("about.folder", where),
                PageParts.card("about.privacy", new WrappingLabel(Texts.get("about.privacy.detail"), "words-body")),
                PageParts.card("about.licences",
                        new WrappingLabel(Texts.get("about.licences.detail"), "settings-detail"), licences()));
        page.getStyleClass().add("about-cards");
        setContent(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        visibleProperty().subscribe(this::list);
    }

    /** Puts the keyboard on the first thing to press. */
    public void takeKeyboard() {
        guide.requestFocus();
    }

    private static String runsOn() {
        return Texts.get("about.runsOn", System.getProperty("java.version", "?"),
                System.getProperty("java.vendor", "?"), System.getProperty("javafx.version", "?"),
                System.getProperty("os.name", "?") + " " + System.getProperty("os.version", "") + ", "
                        + System.getProperty("os.arch", "?"));
    }

    private HBox licences() {
        parts.getStyleClass().add("about-parts");
        parts.setAccessibleText(Texts.get("about.licences"));
        parts.setFixedCellSize(LINE);
        parts.setPrefSize(PARTS_WIDTH, PARTS_HEIGHT);
        parts.setMinWidth(PARTS_WIDTH);
        parts.setCellFactory(view -> new PartCell());
        parts.getSelectionModel().selectedItemProperty().subscribe(this::show);
        terms.getStyleClass().add("about-terms");
        terms.setEditable(false);
        terms.setWrapText(true);
        terms.setPrefHeight(PARTS_HEIGHT);
        // Licences are written in English.
        terms.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        HBox.setHgrow(terms, Priority.ALWAYS);
        return new HBox(10, parts, terms);
    }

    /** The jars are looked through once, when the page is first seen. */
    private void list(boolean visible) {
        if (visible && !listed) {
            listed = true;
            bridge.load(() -> {
                List<Part> all = new ArrayList<>(List.of(Papers.own(version)));
                all.addAll(Papers.parts());
                return all;
            }, all -> {
                parts.getItems().setAll(all);
                parts.getSelectionModel().selectFirst();
            });
        }
    }

    private void show(@Nullable Part part) {
        if (part == null) {
            return;
        }
        FieldName.give(terms, Texts.get("about.terms", part.name()));
        bridge.load(() -> part.texts().stream().map(Papers::text).map(String::strip)
                .collect(Collectors.joining("\n\n\n")), words -> {
                    if (part.equals(parts.getSelectionModel().getSelectedItem())) {
                        terms.setText(words);
                        terms.positionCaret(0);
                        terms.setScrollTop(0);
                    }
                });
    }

    /** One part: name, version, terms in a word. */
    private static final class PartCell extends ListCell<Part> {

        private final Label name = new Label();
        private final Label licence = new Label();
        private final HBox row = new HBox(8, name, licence);

        PartCell() {
            getStyleClass().add("about-part");
            name.getStyleClass().add("about-part-name");
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            licence.getStyleClass().add("settings-detail");
            licence.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Part part, boolean empty) {
            super.updateItem(part, empty);
            if (part == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            String words = (part.name() + " " + part.version()).strip();
            name.setText(words);
            licence.setText(part.licence());
            setAccessibleText(words + ", " + part.licence());
            setGraphic(row);
        }
    }
}
