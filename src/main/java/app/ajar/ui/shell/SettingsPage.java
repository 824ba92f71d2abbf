package app.ajar.ui.shell;

import app.ajar.media.DiskUse;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.settings.Settings;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.compose.HumanAgentSwitch;
import app.ajar.ui.health.HealthPage;
import app.ajar.ui.inbox.AccountsModel;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.kit.WrappingLabel;
import app.ajar.ui.notify.NotificationsCard;
import app.ajar.ui.push.PushCard;
import app.ajar.ui.push.PushViewModel;
import app.ajar.ui.upkeep.EncryptionBox;
import app.ajar.ui.upkeep.LanguageChoices;
import app.ajar.ui.upkeep.SignalChoices;
import app.ajar.ui.upkeep.StorageCard;
import app.ajar.ui.upkeep.StorageViewModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The few settings there are, the accounts, and where everything lives. */
final class SettingsPage extends ScrollPane {

    /**
     * What the page can do with an account.
     *
     * @param connectAgain opens the connect page for it
     * @param disconnect forgets it, after the user said so twice
     * @param pushes its part about pushes
     */
    record AccountActions(Consumer<Account> connectAgain, Consumer<Account> disconnect,
            Function<AccountId, PushViewModel> pushes) {

        /**
         * Those of a real account.
         *
         * @param network for what waits on the keychain
         */
        static AccountActions of(Consumer<Account> connectAgain, Shell.Context context, Executor network,
                Notices notices) {
            FxBridge waiting = new FxBridge(network, FxBridge.platform(), notices::report);
            return new AccountActions(connectAgain, account -> network.execute(() -> {
                try {
                    context.connector().disconnect(account.id());
                } catch (IOException e) {
                    notices.report(e);
                    notices.say(new Notices.Notice(
                            Texts.get("shell.settings.disconnect.failed", account.shownUsername()), ""));
                }
            }), account -> new PushViewModel(account, new PushViewModel.Outside(context.pushes(), context.engine(),
                    context.clock(), waiting)));
        }
    }

    /** Those that other rooms made. */
    record Cards(StorageCard storage, NotificationsCard notifications, EncryptionBox encryption) {

        static Cards of(SettingsMemory settings, Shell.Context context, FxBridge bridge, ObservableValue<String> jobs,
                UiClock clock, EncryptionBox encryption) {
            return new Cards(storage(settings, context, bridge, jobs),
                    new NotificationsCard(settings.settingsProperty(), settings::change, clock), encryption);
        }

        /** The card about what is kept; it reads and clears through the engine. */
        private static StorageCard storage(SettingsMemory settings, Shell.Context context, FxBridge bridge,
                ObservableValue<String> jobs) {
            Runnable makeRoom = () -> {
                // The engine reads the file's settings.
                settings.flush();
                context.engine().storageChanged();
            };
            return new StorageCard(new StorageViewModel(new StorageViewModel.Outside(settings.settingsProperty(),
                    settings::change, () -> DiskUse.of(context.dataFolder()), makeRoom, context.engine()::clearMedia),
                    bridge), jobs);
        }
    }

    private final AccountsModel accounts;
    private final AccountActions actions;
    private final Clock clock;
    private final VBox accountRows = new VBox();
    private final Map<AccountId, PushViewModel> pushes = new HashMap<>();
    /** Kept, so that what is typed outlasts a change of the accounts. */
    private final Map<AccountId, PushCard> pushCards = new HashMap<>();
    /** What was typed about pushes in the window before this one, until its card is there. */
    private final Map<AccountId, PushViewModel.Form> typed = new HashMap<>();
    private @Nullable AccountId leaving;
    private final Map<AccountId, Button> leaves = new HashMap<>();
    private @Nullable Button keep;

    SettingsPage(SettingsMemory settings, AccountsModel accounts, AccountActions actions, Cards cards,
            Shell.Context context, Consumer<Page> go) {
        this.accounts = accounts;
        this.actions = actions;
        this.clock = context.clock();
        getStyleClass().addAll("settings-page", "bare-scroll");
        Label title = new WrappingLabel(Texts.get("shell.settings.title"), "page-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = new Button(Texts.get("shell.settings.close"));
        close.getStyleClass().add("quiet-button");
        close.setOnAction(pressed -> go.accept(Page.INBOX));
        HBox header = new HBox(title, space, close);
        header.getStyleClass().add("page-header");
        accountRows.getStyleClass().add("settings-accounts");
        VBox page = new VBox(header,
                card("shell.settings.colours", colours(settings)),
                card("upkeep.language", new LanguageChoices(settings.settingsProperty(), settings::change,
                        context.surroundings().openAnew())),
                card("shell.settings.accounts", accountRows),
                card("shell.settings.replies", enterSends(settings), undo(settings)),
                card("shell.settings.signals", new SignalChoices(settings.settingsProperty(), settings::change)),
                cards.notifications,
                cards.storage,
                card("upkeep.encryption", cards.encryption),
                card("shell.settings.folder", folder(context.dataFolder())),
                card("shell.settings.about",
                        new WrappingLabel(Texts.get("shell.settings.version", context.surroundings().version()),
                                "words-body-strong"),
                        new WrappingLabel(Texts.get("shell.settings.about.detail"), "settings-detail"),
                        new HBox(8, button("about.open", () -> go.accept(Page.ABOUT)),
                                button("about.guide", () -> go.accept(Page.HELP)))));
        page.getStyleClass().add("settings-cards");
        setContent(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        accounts.accountsProperty().subscribe(now -> showAccounts());
        // A page that comes back counts a token's days anew.
        visibleProperty().subscribe(this::showAccounts);
        visibleProperty().subscribe(cards.storage::countIfShown);
        accounts.healthsProperty().subscribe(now -> pushes.values().forEach(PushViewModel::standing));
        visibleProperty().subscribe(() -> pushes.values().forEach(PushViewModel::read));
    }

    /** @param network for what waits on the keychain */
    static EncryptionBox encryption(Shell.Context context, Executor network, Notices notices) {
        return new EncryptionBox(context.database().upkeep(),
                new FxBridge(network, FxBridge.platform(), notices::report), notices::report);
    }

    private static Node colours(SettingsMemory settings) {
        HBox choices = new HBox();
        choices.getStyleClass().add("settings-choices");
        ToggleGroup group = new ToggleGroup();
        for (Settings.Theme theme : Settings.Theme.values()) {
            RadioButton choice = new RadioButton(Texts.get("shell.settings.colours." + theme));
            choice.setToggleGroup(group);
            choice.setOnAction(pressed -> settings.change(now -> now.withTheme(theme)));
            settings.settingsProperty().subscribe(now -> choice.setSelected(now.theme() == theme));
            choices.getChildren().add(choice);
        }
        return choices;
    }

    private static Node enterSends(SettingsMemory settings) {
        CheckBox box = new CheckBox(Texts.get("shell.settings.enter"));
        box.setOnAction(pressed -> settings.change(now -> now.withEnterSends(box.isSelected())));
        settings.settingsProperty().subscribe(now -> box.setSelected(now.enterSends()));
        return new VBox(box, new WrappingLabel(Texts.get("shell.settings.enter.detail"), "settings-detail"));
    }

    private static Node undo(SettingsMemory settings) {
        HBox choices = new HBox();
        choices.getStyleClass().add("settings-choices");
        ToggleGroup group = new ToggleGroup();
        for (Duration pause : Settings.UNDO) {
            RadioButton choice = new RadioButton(Texts.get("shell.settings.undo.for", pause.toSeconds()));
            choice.setToggleGroup(group);
            choice.setOnAction(pressed -> settings.change(now -> now.withUndo(pause)));
            settings.settingsProperty().subscribe(now -> choice.setSelected(now.undo().equals(pause)));
            choices.getChildren().add(choice);
        }
        return new VBox(6, new WrappingLabel(Texts.get("shell.settings.undo"), "words-body"), choices,
                new WrappingLabel(Texts.get("shell.settings.undo.detail"), "settings-detail"));
    }

    private static Node folder(Path path) {
        Label where = new WrappingLabel(path.toString(), "settings-path");
        HBox.setHgrow(where, Priority.ALWAYS);
        where.setMaxWidth(Double.MAX_VALUE);
        Button copy = new Button(Texts.get("shell.settings.folder.copy"));
        copy.getStyleClass().add("quiet-button");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(pressed -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(path.toString());
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(Texts.get("shell.settings.folder.copied"));
        });
        HBox row = new HBox(where, copy);
        row.getStyleClass().add("settings-row");
        return new VBox(row, new WrappingLabel(Texts.get("shell.settings.folder.detail"), "settings-detail"));
    }

    private void showAccounts() {
        leaves.clear();
        keep = null;
        accountRows.getChildren().setAll(accounts.accountsProperty().get().stream().map(this::account).toList());
    }

    private Node account(Account account) {
        VBox names = new VBox(new WrappingLabel(account.handle(), "words-body-strong"),
                new WrappingLabel(health(account), "settings-detail"),
                HealthPage.tokenLine(account, clock.instant()));
        HBox.setHgrow(names, Priority.ALWAYS);
        Button again = button("shell.settings.reconnect", () -> actions.connectAgain().accept(account));
        Button leave = button("shell.settings.disconnect", () -> ask(account.id()));
        leaves.put(account.id(), leave);
        HBox row = new HBox(names, again, leave);
        row.getStyleClass().add("settings-row");
        VBox whole = new VBox(row, new HumanAgentSwitch(account.id(), accounts.humanAgentProperty(),
                accounts::setHumanAgent), pushCard(account.id()));
        if (!account.id().equals(leaving)) {
            return whole;
        }
        Button sure = button("shell.settings.disconnect.sure", () -> {
            ask(null);
            actions.disconnect().accept(account);
        });
        sure.getStyleClass().add("danger-button");
        Button stay = button("shell.settings.disconnect.keep", () -> ask(null));
        keep = stay;
        HBox answers = new HBox(sure, stay);
        answers.getStyleClass().add("settings-row");
        VBox question = new VBox(new WrappingLabel(Texts.get("shell.settings.disconnect.what", account.shownUsername()),
                "settings-detail"), answers);
        question.getStyleClass().add("settings-question");
        whole.getChildren().add(question);
        return whole;
    }

    private PushCard pushCard(AccountId account) {
        PushViewModel model = pushes.computeIfAbsent(account, actions.pushes());
        PushCard card = pushCards.computeIfAbsent(account, id -> new PushCard(model));
        Optional.ofNullable(typed.remove(account)).ifPresent(card::resume);
        return card;
    }

    /** What is typed on its cards and not used yet. */
    Map<AccountId, PushViewModel.Form> unfinished() {
        Map<AccountId, PushViewModel.Form> forms = new HashMap<>();
        pushCards.forEach((account, card) -> card.unfinished().ifPresent(form -> forms.put(account, form)));
        return forms;
    }

    /** Goes on with what was typed on another such page. */
    void resume(Map<AccountId, PushViewModel.Form> before) {
        typed.putAll(before);
        showAccounts();
    }

    /** The keyboard goes to the answer that changes nothing, and from there back to what asked. */
    private void ask(@Nullable AccountId about) {
        AccountId asked = about == null ? leaving : about;
        leaving = about;
        showAccounts();
        Button next = about != null ? keep : asked == null ? null : leaves.get(asked);
        if (next != null) {
            next.requestFocus();
        }
    }

    private String health(Account account) {
        String since = Times.date(account.connectedAt(), clock.instant(), ZoneId.systemDefault(),
                Locale.getDefault(Locale.Category.FORMAT));
        String words = Texts.get("shell.settings.account." + account.status(), since);
        return account.statusReason() == null
                ? words
                : words + " · " + Texts.get("access." + account.statusReason() + ".what");
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    private static VBox card(String title, Node... content) {
        VBox card = new VBox(new WrappingLabel(Texts.get(title), "words-name"));
        card.getChildren().addAll(List.of(content));
        card.getStyleClass().add("settings-card");
        return card;
    }
}
