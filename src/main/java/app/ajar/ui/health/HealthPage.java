package app.ajar.ui.health;

import app.ajar.model.Account;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.kit.WrappingLabel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How each account is doing, and what sync did. */
public final class HealthPage extends ScrollPane {

    private static final double NAMES = 210;
    private static final double LINE = 28;
    private static final double LOG_HEIGHT = 320;
    private static final double TIME_WIDTH = 116;
    private static final double ACCOUNT_WIDTH = 150;

    private final HealthModel model;
    private final UiClock clock;
    private final Consumer<Account> connectAgain;
    private final VBox cards = new VBox();
    private final TextField search = new TextField();
    private final ListView<LogLines.Line> log = new ListView<>();
    private final Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    private List<Shown> shown = List.of();

    /** A card as it is drawn; drawn anew only when it differs. */
    private record Shown(Account account, AccountHealth.Light light, @Nullable String problem,
            List<AccountHealth.Fact> facts) {}

    /**
     * @param connectAgain opens the connect page for an account
     * @param close goes back to the inbox
     */
    public HealthPage(HealthModel model, UiClock clock, Consumer<Account> connectAgain, Runnable close) {
        this.model = model;
        this.clock = clock;
        this.connectAgain = connectAgain;
        getStyleClass().addAll("health-page", "bare-scroll");
        cards.getStyleClass().add("health-accounts");
        VBox page = new VBox(header(close), cards, logCard());
        page.getStyleClass().add("health-cards");
        setContent(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        model.accountsProperty().subscribe(now -> showAccounts());
        model.entriesProperty().subscribe(now -> showLog());
        search.textProperty().subscribe(now -> showLog());
        clock.nowProperty().subscribe(now -> showAccounts());
        visibleProperty().subscribe(visible -> {
            model.setOpen(visible);
            showAccounts();
        });
    }

    /** How old an account's token is and when it ends; coloured when that is near. */
    public static Node tokenLine(Account account, Instant now) {
        String words = AccountHealth.tokenWords(account, now, ZoneId.systemDefault(),
                Locale.getDefault(Locale.Category.FORMAT));
        return dressed(new WrappingLabel(Texts.get("health.token", words), "health-detail"),
                AccountHealth.tokenStyle(account, now));
    }

    private static Node dressed(Node node, String style) {
        if (!style.isEmpty()) {
            node.getStyleClass().add(style);
        }
        return node;
    }

    private Node header(Runnable close) {
        Label title = new WrappingLabel(Texts.get("health.title"), "page-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = button("health.copy");
        copy.setOnAction(pressed -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(model.diagnostics());
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(Texts.get("health.copied"));
        });
        Button back = button("health.close");
        back.setOnAction(pressed -> close.run());
        HBox header = new HBox(8, title, space, copy, back);
        header.getStyleClass().add("page-header");
        return header;
    }

    private Node logCard() {
        search.getStyleClass().add("health-search");
        search.setPromptText(Texts.get("health.log.search"));
        FieldName.give(search, Texts.get("health.log.search"));
        log.setFixedCellSize(LINE);
        log.setPrefHeight(LOG_HEIGHT);
        log.setAccessibleText(Texts.get("health.log.title"));
        log.setPlaceholder(new WrappingLabel(Texts.get("health.log.empty"), "words-body"));
        log.getStyleClass().add("health-log");
        log.setCellFactory(view -> new LineCell());
        VBox card = new VBox(new WrappingLabel(Texts.get("health.log.title"), "words-name"), search, log);
        card.getStyleClass().add("health-card");
        return card;
    }

    private void showAccounts() {
        if (!isVisible()) {
            return;
        }
        Instant now = clock.nowProperty().get();
        List<Shown> next = model.accountsProperty().get().stream().map(each -> new Shown(each.account(),
                each.light(now), problem(each), each.facts(now, ZoneId.systemDefault(), locale))).toList();
        if (!next.equals(shown)) {
            shown = next;
            cards.getChildren().setAll(next.stream().map(this::card).toList());
        }
    }

    private static @Nullable String problem(AccountHealth each) {
        Health.Details details = each.details();
        Object reason = details != null && details.health().problem() != null
                ? details.health().problem()
                : each.account().statusReason();
        return reason == null ? null : reason.toString();
    }

    private Node card(Shown one) {
        Region lamp = new Region();
        lamp.getStyleClass().add("health-lamp");
        HBox lampHolder = new HBox(lamp);
        lampHolder.getStyleClass().add("health-lamp-holder");
        HealthLight.dress(lampHolder, one.light());
        Label name = new WrappingLabel(one.account().handle(), "words-name");
        HBox title = new HBox(lampHolder, name);
        title.getStyleClass().add("health-card-title");
        VBox card = new VBox(title);
        card.getStyleClass().add("health-card");
        if (one.problem() != null && one.light() == AccountHealth.Light.BROKEN) {
            card.getChildren().addAll(new WrappingLabel(Texts.get("access." + one.problem() + ".what"),
                    "words-body-strong"),
                    new WrappingLabel(Texts.get("access." + one.problem() + ".do"), "health-detail"));
        }
        if (one.light() == AccountHealth.Light.BROKEN) {
            Button again = button("health.connect");
            again.setOnAction(pressed -> connectAgain.accept(one.account()));
            card.getChildren().add(again);
        }
        GridPane facts = new GridPane();
        facts.getStyleClass().add("health-facts");
        ColumnConstraints names = new ColumnConstraints(NAMES);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(names, values);
        for (int i = 0; i < one.facts().size(); i++) {
            AccountHealth.Fact fact = one.facts().get(i);
            facts.addRow(i, new WrappingLabel(fact.name(), "health-detail"),
                    dressed(new WrappingLabel(fact.value(), "words-body"), fact.style()));
        }
        card.getChildren().add(facts);
        return card;
    }

    private void showLog() {
        List<Account> known = model.accountsProperty().get().stream().map(AccountHealth::account).toList();
        List<LogLines.Line> lines = new LogLines(known, ZoneId.systemDefault(), locale).of(
                model.entriesProperty().get(),
                search.getText(), clock.nowProperty().get());
        if (!log.getItems().equals(lines)) {
            log.getItems().setAll(lines);
        }
    }

    private static Button button(String key) {
        Button button = new Button(Texts.get(key));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** One line of the log. */
    private static final class LineCell extends ListCell<LogLines.Line> {

        private final Label time = new Label();
        private final Label account = new Label();
        private final Label words = new Label();
        private final HBox row = new HBox(10, time, account, words);

        LineCell() {
            getStyleClass().add("health-line");
            time.getStyleClass().add("health-detail");
            account.getStyleClass().add("health-detail");
            time.setMinWidth(TIME_WIDTH);
            account.setMinWidth(ACCOUNT_WIDTH);
            account.setMaxWidth(ACCOUNT_WIDTH);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(LogLines.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            if (line == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            time.setText(line.time());
            account.setText(line.account());
            words.setText(line.words());
            setAccessibleText(line.time() + ", " + line.account() + ", " + line.words());
            setGraphic(row);
        }
    }
}
