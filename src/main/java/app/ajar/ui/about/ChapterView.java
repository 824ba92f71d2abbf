package app.ajar.ui.about;

import app.ajar.papers.Guide;
import app.ajar.papers.Guide.Block;
import app.ajar.papers.Guide.Span;
import app.ajar.ui.kit.WrappingLabel;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.NodeOrientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** One chapter of the guide, drawn. */
final class ChapterView extends VBox {

    private static final double PICTURE_WIDTH = 720;

    private final Consumer<String> follow;

    /** @param follow opens a link, {@code #} and an anchor or a web address */
    ChapterView(Guide.Chapter chapter, Consumer<String> follow) {
        this.follow = follow;
        getStyleClass().add("help-words");
        // The guide is written in English, whatever the window's direction.
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        Label title = new WrappingLabel(chapter.title(), "words-title");
        getChildren().add(title);
        chapter.blocks().forEach(block -> getChildren().add(node(block)));
    }

    private Node node(Block block) {
        return switch (block) {
            case Guide.Paragraph paragraph -> flow(paragraph.words(), false);
            case Guide.Points points -> points(points);
            case Guide.Table table -> table(table);
            case Guide.Code code -> code(code);
            case Guide.Picture picture -> picture(picture);
        };
    }

    private VBox points(Guide.Points points) {
        VBox all = new VBox(6);
        for (int i = 0; i < points.points().size(); i++) {
            Label mark = new Label(points.numbered() ? (i + 1) + "." : "•");
            mark.getStyleClass().add("help-mark");
            TextFlow words = flow(points.points().get(i), false);
            HBox.setHgrow(words, Priority.ALWAYS);
            all.getChildren().add(new HBox(6, mark, words));
        }
        return all;
    }

    private GridPane table(Guide.Table table) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-table");
        int columns = table.rows().getFirst().size();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(
                    i == 0 ? 100.0 * 2 / (columns + 2) : 100.0 * columns / (columns + 2) / (columns - 1));
            grid.getColumnConstraints().add(column);
        }
        int row = 0;
        if (!table.head().isEmpty()) {
            row(grid, row++, table.head(), true);
        }
        for (List<List<Span>> cells : table.rows()) {
            row(grid, row++, cells, false);
        }
        return grid;
    }

    private void row(GridPane grid, int row, List<List<Span>> cells, boolean head) {
        for (int i = 0; i < cells.size(); i++) {
            grid.add(flow(cells.get(i), head), i, row);
        }
    }

    private static Node code(Guide.Code code) {
        Label words = new Label(code.lines());
        words.getStyleClass().add("help-code");
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        return words;
    }

    private Node picture(Guide.Picture picture) {
        ImageView view = new ImageView(new Image(picture.place().toString(), PICTURE_WIDTH, 0, true, true, true));
        view.setPreserveRatio(true);
        view.fitWidthProperty().bind(widthProperty().map(width -> Math.min(PICTURE_WIDTH,
                Math.max(1, width.doubleValue() - getInsets().getLeft() - getInsets().getRight() - 2))));
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setAccessibleText(picture.words());
        StackPane frame = new StackPane(view);
        frame.getStyleClass().add("help-picture");
        frame.setMaxWidth(USE_PREF_SIZE);
        // Or a window that gets narrower would never be followed.
        frame.setMinWidth(0);
        return frame;
    }

    private TextFlow flow(List<Span> spans, boolean head) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("help-flow");
        for (Span span : spans) {
            String link = span.link();
            if (link != null) {
                Hyperlink leads = new Hyperlink(span.words());
                leads.getStyleClass().add("help-link");
                leads.setOnAction(pressed -> follow.accept(link));
                flow.getChildren().add(leads);
            } else {
                Text words = new Text(span.words());
                words.getStyleClass().addAll("help-text", switch (span.manner()) {
                    case PLAIN -> head ? "help-strong" : "help-plain";
                    case STRONG -> "help-strong";
                    case TITLE -> "help-title";
                    case CODE -> "help-typed";
                });
                flow.getChildren().add(words);
            }
        }
        return flow;
    }
}
