package app.ajar.ui.shell;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Names;
import app.ajar.settings.Settings;
import app.ajar.store.Outbox;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.ui.inbox.AccountCounts;
import app.ajar.ui.inbox.AccountsModel;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The rail at the left: accounts, pages, colours, settings. */
final class Rail extends VBox {

    /** Its fixed width. */
    static final double WIDTH = 60;

    private static final double ICON = 19;
    private static final int MOST_COUNTED = 99;
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

    /** What is drawn of an account. */
    private record Face(AccountId id, int colour, String username, String name, long unread, boolean shown,
            String trouble) {}

    private final AccountsModel accounts;
    private final AccountCounts counts;
    private final SettingsMemory settings;
    private final Consumer<Page> go;
    private final VBox discs = new VBox();
    private final IconButton inbox = new IconButton(Icon.INBOX, ICON, Texts.get("shell.rail.inbox"), null);
    private final IconButton templates = new IconButton(Icon.TEMPLATE, ICON, Texts.get("shell.rail.templates"),
            "Ctrl+T");
    private final IconButton clock = new IconButton(Icon.CLOCK, ICON, Texts.get("shell.rail.planned"), "Ctrl+P");
    private final Label plannedBadge = new Label();
    private final IconButton gear = new IconButton(Icon.SETTINGS, ICON, Texts.get("shell.rail.settings"), "Ctrl+,");
    private final IconButton help = new IconButton(Icon.HELP, ICON, Texts.get("shell.rail.help"), "F1");
    private final IconButton colours = new IconButton(Icon.MOON, ICON, Texts.get("shell.theme.dark"), null);

    private List<Face> faces = List.of();
    private boolean together;

    /**
     * @param mayConnect whether another account can be connected here
     * @param go shows a page
     */
    Rail(AccountsModel accounts, AccountCounts counts, SettingsMemory settings, boolean mayConnect,
            Consumer<Page> go) {
        this.accounts = accounts;
        this.counts = counts;
        this.settings = settings;
        this.go = go;
        getStyleClass().add("rail");
        setAlignment(Pos.TOP_CENTER);
        discs.getStyleClass().add("rail-accounts");
        discs.setAlignment(Pos.TOP_CENTER);
        getChildren().add(discs);
        if (mayConnect) {
            IconButton add = new IconButton(Icon.ADD, ICON, Texts.get("shell.rail.connect"), null);
            add.getStyleClass().add("rail-add");
            add.setOnAction(pressed -> go.accept(Page.CONNECT));
            getChildren().add(add);
        }
        Region line = new Region();
        line.getStyleClass().add("rail-line");
        Region space = new Region();
        setVgrow(space, Priority.ALWAYS);
        inbox.setOnAction(pressed -> go.accept(Page.INBOX));
        templates.setOnAction(pressed -> go.accept(Page.TEMPLATES));
        gear.setOnAction(pressed -> go.accept(Page.SETTINGS));
        colours.setOnAction(pressed -> settings.change(now -> now.withTheme(after(now.theme()))));
        help.setOnAction(pressed -> go.accept(Page.HELP));
        clock.setOnAction(pressed -> go.accept(Page.PLANNED));
        getChildren().addAll(line, inbox, badged(clock, plannedBadge), templates, space, help, colours, gear);

        accounts.accountsProperty().subscribe(now -> showAccounts());
        accounts.currentProperty().subscribe(now -> showAccounts());
        accounts.togetherProperty().subscribe(now -> showAccounts());
        accounts.healthsProperty().subscribe(now -> showAccounts());
        counts.countsProperty().subscribe(now -> showAccounts());
        settings.settingsProperty().subscribe(now -> showColours());
    }

    /** Puts the light that says how all accounts are doing above the switches at the lower end. */
    void addLight(Node light) {
        getChildren().add(getChildren().indexOf(help), light);
    }

    private static StackPane badged(IconButton button, Label badge) {
        badge.getStyleClass().addAll("account-badge", "planned-badge");
        badge.setMouseTransparent(true);
        badge.setVisible(false);
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        StackPane holder = new StackPane(button, badge);
        holder.getStyleClass().add("account-holder");
        return holder;
    }

    /** Counts what waits for a time, for people or for the user; in the colour of failures when some failed. */
    void showPlanned(Outbox.Counts now) {
        int many = now.failed() > 0 ? now.failed() : now.planned() + now.asking();
        plannedBadge.setVisible(many > 0);
        plannedBadge.setText(many > MOST_COUNTED ? Texts.get("inbox.badge.many") : Integer.toString(many));
        plannedBadge.pseudoClassStateChanged(FAILED, now.failed() > 0);
        clock.setWords(many == 0
                ? Texts.get("shell.rail.planned")
                : Texts.get("shell.rail.plannedCount", now.planned(), now.asking(), now.failed()));
    }

    /** Marks the page on screen. */
    void show(Page page) {
        inbox.setActive(page == Page.INBOX);
        templates.setActive(page == Page.TEMPLATES);
        clock.setActive(page == Page.PLANNED);
        gear.setActive(page == Page.SETTINGS);
        help.setActive(page == Page.HELP || page == Page.ABOUT);
    }

    /** The system's colours or the choice may have changed. */
    void showColours() {
        Settings.Theme theme = settings.get().theme();
        boolean dark = SettingsMemory.dark(theme);
        colours.setGraphic((dark ? Icon.MOON : Icon.SUN).node(ICON));
        colours.setWords(switch (theme) {
            case SYSTEM -> Texts.get("shell.theme.system",
                    Texts.get(dark ? "shell.theme.system.dark" : "shell.theme.system.light"));
            case LIGHT -> Texts.get("shell.theme.light");
            case DARK -> Texts.get("shell.theme.dark");
        });
    }

    static Settings.Theme after(Settings.Theme theme) {
        return switch (theme) {
            case SYSTEM -> Settings.Theme.LIGHT;
            case LIGHT -> Settings.Theme.DARK;
            case DARK -> Settings.Theme.SYSTEM;
        };
    }

    /** Draws the accounts anew only when something of them differs, so that the keyboard keeps its place. */
    private void showAccounts() {
        List<Account> all = accounts.accountsProperty().get();
        Map<AccountId, Integer> colours = Account.colours(all);
        List<Face> now = all.stream().map(account -> face(account, colours.getOrDefault(account.id(), 0))).toList();
        if (now.equals(faces) && together == accounts.togetherProperty().get()) {
            return;
        }
        faces = now;
        together = accounts.togetherProperty().get();
        List<StackPane> drawn = new ArrayList<>();
        if (now.size() > 1) {
            drawn.add(everybody(now.stream().mapToLong(Face::unread).sum()));
        }
        now.forEach(face -> drawn.add(disc(face)));
        discs.getChildren().setAll(drawn);
        discs.setVisible(!discs.getChildren().isEmpty());
        discs.setManaged(discs.isVisible());
    }

    private Face face(Account account, int colour) {
        Account shown = accounts.currentProperty().get();
        return new Face(account.id(), colour, account.shownUsername(),
                Names.displayName(account.name(), account.username(), account.id().value()),
                counts.of(account.id()).unread(),
                shown != null && shown.id().equals(account.id()) && !accounts.togetherProperty().get(),
                trouble(account));
    }

    /** Why the account is let in no more; empty when it is. */
    private String trouble(Account account) {
        Health health = accounts.healthsProperty().get().get(account.id());
        if (!AccountsModel.refused(health) && (health != null || account.status() != Account.Status.EXPIRED)) {
            return "";
        }
        AccessProblem told = health == null || health.problem() == null ? account.statusReason() : health.problem();
        return Texts.get("access." + (told == null ? AccessProblem.TOKEN_INVALID : told) + ".what");
    }

    /** All accounts in one list. */
    private StackPane everybody(long unread) {
        Button button = new Button(Texts.get("shell.rail.all"));
        button.getStyleClass().addAll("account-disc", "account-all");
        button.pseudoClassStateChanged(SHOWN, together);
        String words = Texts.get(unread == 0 ? "shell.rail.allAccounts" : "shell.rail.allUnread", unread);
        button.setAccessibleText(words);
        IconButton.tip(button, () -> words);
        button.setOnAction(pressed -> {
            accounts.selectAll();
            go.accept(Page.INBOX);
        });
        return counted(button, unread);
    }

    private StackPane disc(Face face) {
        String name = face.name();
        Button button = new Button(Names.initials(name.strip().split("\\s+", 2)[0]));
        button.getStyleClass().addAll("account-disc",
                "account-face-" + face.colour());
        button.pseudoClassStateChanged(SHOWN, face.shown());
        String named = face.unread() == 0
                ? Texts.get("shell.rail.account", face.username())
                : Texts.get("shell.rail.accountUnread", face.username(), face.unread());
        String words = face.trouble().isEmpty() ? named : Texts.get("shell.rail.accountTrouble", named, face.trouble());
        button.setAccessibleText(words);
        IconButton.tip(button, () -> words);
        button.setOnAction(pressed -> {
            accounts.select(face.id());
            go.accept(Page.INBOX);
        });
        StackPane holder = counted(button, face.unread());
        if (!face.trouble().isEmpty()) {
            Label sign = new Label("!");
            sign.getStyleClass().addAll("account-badge", "account-trouble");
            sign.setMouseTransparent(true);
            StackPane.setAlignment(sign, Pos.BOTTOM_RIGHT);
            holder.getChildren().add(sign);
        }
        return holder;
    }

    private static StackPane counted(Button button, long unread) {
        StackPane holder = new StackPane(button);
        holder.getStyleClass().add("account-holder");
        if (unread > 0) {
            Label badge = new Label(unread > MOST_COUNTED
                    ? Texts.get("inbox.badge.many")
                    : Long.toString(unread));
            badge.getStyleClass().add("account-badge");
            badge.setMouseTransparent(true);
            StackPane.setAlignment(badge, Pos.TOP_RIGHT);
            holder.getChildren().add(badge);
        }
        return holder;
    }
}
