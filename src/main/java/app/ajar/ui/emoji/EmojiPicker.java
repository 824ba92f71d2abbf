package app.ajar.ui.emoji;

import app.ajar.text.Texts;
import app.ajar.ui.access.ChoosingField;
import app.ajar.ui.emoji.EmojiGrid.Cell;
import app.ajar.ui.emoji.EmojiGrid.Place;
import app.ajar.ui.emoji.EmojiGrid.Row;
import app.ajar.ui.emoji.EmojiGrid.Step;
import app.ajar.ui.kit.EmojiTile;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one emoji: by kind, by name, from those used last, in a tone of skin. The keyboard stays in the search field; the
 * arrows move in the grid, Enter chooses, with Shift without closing, Esc closes. To be placed wherever there is room; the
 * rows below what is seen have no nodes.
 */
public final class EmojiPicker extends VBox {

    static final double SIDE = 36;
    private static final double PICTURE = 24;
    private static final double TAB_PICTURE = 17;
    private static final double TONE_PICTURE = 18;
    private static final double ROWS = 6;
    private static final double FEWEST_ROWS = 3;
    private static final double SCROLL_BAR = 14;
    private static final double SHARE_OF_WINDOW = 0.3;
    private static final String HAND = "✋";
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final EmojiMemory memory;
    private final Chosen chosen;
    private final Runnable close;
    private final EmojiCatalog catalog = EmojiCatalog.get();
    private final ChoosingField search = new ChoosingField(Texts.get("emoji.search"));
    private final HBox tabs = new HBox();
    private final ListView<Row> list = new ListView<>();
    private final Label nothing = new Label(Texts.get("emoji.nothing"));
    private final StackPane preview = new StackPane();
    private final Label name = new Label();
    private final HBox tones = new HBox();
    private final Map<Integer, Button> tabRows = new TreeMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Place> selected = new ReadOnlyObjectWrapper<>();
    private EmojiGrid grid = new EmojiGrid(List.of());

    /** What is done with an emoji that was chosen. */
    @FunctionalInterface
    public interface Chosen {

        /** @param goesOn whether more are to be chosen: it stays open */
        void take(String emoji, boolean goesOn);
    }

    /** One that closes with the first emoji chosen. */
    public static EmojiPicker forOne(EmojiMemory memory, Consumer<String> chosen, Runnable close) {
        return new EmojiPicker(memory, (emoji, goesOn) -> {
            close.run();
            chosen.accept(emoji);
        }, close);
    }

    /**
     * @param chosen takes each emoji; closing is its business
     * @param close the user wants it away without choosing
     */
    public EmojiPicker(EmojiMemory memory, Chosen chosen, Runnable close) {
        this.memory = memory;
        this.chosen = chosen;
        this.close = close;
        Theme.dress(this, "emoji.css");
        getStyleClass().add("emoji-picker");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        search.getStyleClass().add("emoji-search");
        search.setPromptText(Texts.get("emoji.search"));
        search.textProperty().addListener((property, before, query) -> fill());
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (pressed(key)) {
                key.consume();
            }
        });
        tabs.getStyleClass().add("emoji-tabs");
        nothing.getStyleClass().add("emoji-nothing");
        buildList();
        name.getStyleClass().add("emoji-name");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        preview.setMinSize(PICTURE, PICTURE);
        tones.getStyleClass().add("emoji-tones");
        tones.setMinWidth(USE_PREF_SIZE);
        HBox foot = new HBox(preview, name, tones);
        foot.getStyleClass().add("emoji-foot");
        getChildren().addAll(search, tabs, new StackPane(list, nothing), foot);
        getChildren().addAll(search.choice().lines());
        selected.addListener((property, before, place) -> showName(grid.at(place)));
    }

    private void buildList() {
        list.getStyleClass().add("emoji-list");
        list.setFixedCellSize(SIDE);
        list.setFocusTraversable(false);
        list.setSelectionModel(null);
        list.setCellFactory(view -> new EmojiRowCell(this));
        list.setAccessibleText(Texts.get("emoji.pick"));
        double width = EmojiGrid.COLUMNS * SIDE + SCROLL_BAR;
        list.setMinWidth(width);
        list.setPrefWidth(width);
        list.setMaxWidth(width);
    }

    /** Begins anew: everything is there, the keyboard stands in the search field. */
    public void open() {
        double window = getScene() == null ? Double.MAX_VALUE : getScene().getHeight();
        double rows = Math.clamp(Math.floor(window * SHARE_OF_WINDOW / SIDE), FEWEST_ROWS, ROWS);
        list.setMinHeight(rows * SIDE);
        list.setPrefHeight(rows * SIDE);
        list.setMaxHeight(rows * SIDE);
        showTones();
        if (search.getText().isEmpty()) {
            fill();
        } else {
            search.clear();
        }
        search.requestFocus();
    }

    private void fill() {
        String query = search.getText();
        boolean searches = !query.isBlank();
        grid = searches
                ? EmojiGrid.found(catalog, query, memory.tone())
                : EmojiGrid.everything(catalog, memory.recent(), memory.tone());
        list.getItems().setAll(grid.rows());
        list.scrollTo(0);
        nothing.setVisible(grid.rows().isEmpty());
        showTabs(searches);
        selected.set(null);
        selected.set(grid.first());
    }

    private void showTabs(boolean searches) {
        tabs.setDisable(searches);
        tabRows.clear();
        List<Button> all = new ArrayList<>();
        if (!searches) {
            if (grid.titleOf(null) >= 0) {
                all.add(tab(null, "🕘"));
            }
            for (EmojiGroup group : EmojiGroup.values()) {
                all.add(tab(group, group.sign()));
            }
            tabs.getChildren().setAll(all);
            markTab(0);
        } else {
            tabs.getChildren().forEach(tab -> tab.pseudoClassStateChanged(ACTIVE, false));
        }
    }

    private Button tab(@Nullable EmojiGroup group, String sign) {
        int row = grid.titleOf(group);
        Button tab = picture(sign, TAB_PICTURE, title(group), () -> {
            list.scrollTo(row);
            selected.set(grid.line(row, 1, 0));
            markTab(row);
        });
        tab.getStyleClass().add("emoji-tab");
        HBox.setHgrow(tab, Priority.ALWAYS);
        tab.setMaxWidth(Double.MAX_VALUE);
        tabRows.put(row, tab);
        return tab;
    }

    /** @param row the kind that it stands in is marked */
    private void markTab(int row) {
        Button marked = null;
        for (Map.Entry<Integer, Button> tab : tabRows.entrySet()) {
            tab.getValue().pseudoClassStateChanged(ACTIVE, false);
            marked = tab.getKey() <= row ? tab.getValue() : marked;
        }
        if (marked != null) {
            marked.pseudoClassStateChanged(ACTIVE, true);
        }
    }

    static String title(@Nullable EmojiGroup group) {
        return Texts.get("emoji.group." + (group == null ? "RECENT" : group));
    }

    private static Button picture(String emoji, double side, String words, Runnable action) {
        Button button = new Button("", new EmojiTile(emoji, side));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAccessibleText(words);
        IconButton.tip(button, () -> words);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    private void showTones() {
        tones.getChildren().clear();
        for (SkinTone tone : SkinTone.values()) {
            String hand = catalog.find(HAND).map(entry -> entry.in(tone)).orElse(HAND);
            Button button = picture(hand, TONE_PICTURE, Texts.get("emoji.tone." + tone), () -> {
                memory.setTone(tone);
                showTones();
                fill();
                search.requestFocus();
            });
            button.getStyleClass().add("emoji-tone");
            button.pseudoClassStateChanged(ACTIVE, tone == memory.tone());
            tones.getChildren().add(button);
        }
    }

    private void showName(@Nullable Cell cell) {
        preview.getChildren().setAll(cell == null ? List.of() : List.of(new EmojiTile(cell.emoji(), PICTURE)));
        name.setText(cell == null ? "" : cell.entry().name());
        search.choice().tell(name.getText());
    }

    private boolean pressed(KeyEvent key) {
        boolean inSearch = search.isFocused();
        return switch (key.getCode()) {
            case ESCAPE -> {
                close.run();
                yield true;
            }
            case ENTER -> inSearch && choose(grid.at(selected.get()), key.isShiftDown());
            case UP -> inSearch && move(Step.UP, 1);
            case DOWN -> inSearch && move(Step.DOWN, 1);
            case PAGE_UP -> inSearch && move(Step.UP, (int) FEWEST_ROWS);
            case PAGE_DOWN -> inSearch && move(Step.DOWN, (int) FEWEST_ROWS);
            case LEFT, RIGHT -> inSearch && !key.isShortcutDown()
                    && move(Theme.along(key.getCode(), list) < 0 ? Step.BACK : Step.ON, 1);
            case HOME -> inSearch && key.isShortcutDown() && move(Step.FIRST, 1);
            case END -> inSearch && key.isShortcutDown() && move(Step.LAST, 1);
            default -> false;
        };
    }

    private boolean move(Step step, int times) {
        Place to = selected.get();
        for (int i = 0; i < times; i++) {
            to = grid.step(to, step);
        }
        selected.set(to);
        if (to != null) {
            reveal(to.row());
            markTab(to.row());
        }
        return true;
    }

    /** The row comes into view, with its title when it is the first below one. */
    private void reveal(int row) {
        if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) || flow.getFirstVisibleCell() == null) {
            return;
        }
        int rows = (int) Math.max(1, Math.floor(list.getHeight() / SIDE));
        int first = (int) Math.ceil(flow.getFirstVisibleCell().getIndex()
                + Math.max(0, -flow.getFirstVisibleCell().getLayoutY()) / SIDE);
        int above = row > 0 && grid.rows().get(row - 1) instanceof Row.Title ? row - 1 : row;
        if (above < first) {
            list.scrollTo(above);
        } else if (row > first + rows - 1) {
            list.scrollTo(row - rows + 1);
        }
    }

    /** The emoji that Enter would choose. */
    ReadOnlyObjectProperty<@Nullable Place> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The pointer is over it. */
    void point(Place place) {
        selected.set(place);
    }

    boolean choose(@Nullable Cell cell, boolean goesOn) {
        if (cell != null) {
            memory.used(cell.emoji());
            chosen.take(cell.emoji(), goesOn);
        }
        return true;
    }
}
