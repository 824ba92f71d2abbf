package app.ajar.ui.push;

import app.ajar.push.PushState;
import app.ajar.settings.PushSettings;
import app.ajar.settings.PushSettings.Source;
import app.ajar.settings.PushSettings.Tables;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.WrappingLabel;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One account's part of the settings about pushes: folded to a line until it is wanted. */
public final class PushCard extends VBox {

    private final PushViewModel model;
    private final Label stands = new WrappingLabel("", "settings-detail");
    private final Label result = new WrappingLabel("", "push-result");
    private final TextField project = field("push.project.prompt");
    private final PasswordField key = new PasswordField();
    private final TextField email = field("push.email.prompt");
    private final PasswordField password = new PasswordField();
    private final RadioButton ofTopic = new RadioButton(Texts.get("push.source.BROADCAST"));
    private final RadioButton ofTables = new RadioButton(Texts.get("push.source.TABLES"));
    private final TextField topic = field("push.topic.prompt");
    private final CheckBox secret = new CheckBox(Texts.get("push.secret"));
    private final TextField messages = field("push.messages.prompt");
    private final TextField conversations = field("push.conversations.prompt");
    private final Button open = new Button();
    private final Button off = button("push.off");
    private final VBox form = new VBox();
    private Tables names = Tables.DEFAULTS;
    private PushViewModel.@Nullable Form resumed;

    public PushCard(PushViewModel model) {
        this.model = model;
        getStyleClass().add("push-card");
        secret.getStyleClass().add("push-secret");
        Theme.dress(this, "push.css");
        ToggleGroup source = new ToggleGroup();
        ofTopic.setToggleGroup(source);
        ofTables.setToggleGroup(source);
        open.getStyleClass().add("quiet-button");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(pressed -> unfold(!form.isVisible()));
        stands.getStyleClass().add("push-stands");
        stands.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(stands, Priority.ALWAYS);
        HBox line = new HBox(stands, open);
        line.getStyleClass().add("settings-row");
        form.getStyleClass().add("push-form");
        form.getChildren().setAll(fields());
        getChildren().addAll(line, form);
        unfold(false);
        fill(PushSettings.DEFAULTS);
        model.storedProperty().subscribe(this::show);
        model.stateProperty().subscribe(this::stands);
        model.resultProperty().subscribe(result::setText);
        model.busyProperty().subscribe(form::setDisable);
        model.read();
    }

    /** What is typed and not used yet; empty while the form is folded. */
    public Optional<PushViewModel.Form> unfinished() {
        return form.isVisible() ? Optional.of(typed()) : Optional.empty();
    }

    /** Goes on with what was typed on another card of this account. */
    public void resume(PushViewModel.Form typed) {
        unfold(true);
        // What is stored may still be read, and is filled in then.
        resumed = typed;
        type(typed);
    }

    private void type(PushViewModel.Form typed) {
        fill(typed.settings());
        key.setText(typed.key());
        email.setText(typed.email());
        password.setText(typed.password());
    }

    private List<Node> fields() {
        Button test = button("push.test");
        test.setOnAction(pressed -> model.test(typed()));
        Button use = button("push.use");
        use.getStyleClass().add("primary-button");
        use.setOnAction(pressed -> model.use(typed()));
        off.setOnAction(pressed -> model.turnOff());
        HBox buttons = new HBox(use, test, off);
        buttons.getStyleClass().add("settings-row");
        key.setPromptText(Texts.get("push.key.prompt"));
        password.setPromptText(Texts.get("push.password.prompt"));
        HBox sources = new HBox(ofTopic, ofTables);
        sources.getStyleClass().add("settings-choices");
        VBox topicPart = new VBox(4, named("push.topic", topic), secret);
        VBox tablePart = new VBox(4, named("push.messages", messages), named("push.conversations", conversations),
                new WrappingLabel(Texts.get("push.columns.detail"), "settings-detail"));
        topicPart.visibleProperty().bind(ofTopic.selectedProperty());
        topicPart.managedProperty().bind(topicPart.visibleProperty());
        tablePart.visibleProperty().bind(ofTables.selectedProperty());
        tablePart.managedProperty().bind(tablePart.visibleProperty());
        return List.of(new WrappingLabel(Texts.get("push.what"), "settings-detail"), named("push.project", project),
                named("push.key", key), sources, topicPart, tablePart,
                new WrappingLabel(Texts.get("push.signIn.detail"), "settings-detail"), named("push.email", email),
                named("push.password", password), buttons, result);
    }

    private static Node named(String name, Node field) {
        Label label = new Label(Texts.get(name));
        label.getStyleClass().add("push-name");
        label.setLabelFor(field);
        if (field instanceof PasswordField) {
            // Its prompt would be taken for its name.
            field.setAccessibleText(label.getText());
        }
        field.getStyleClass().add(name.replace('.', '-'));
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(label, field);
        row.getStyleClass().add("settings-row");
        return row;
    }

    private static TextField field(String prompt) {
        TextField field = new TextField();
        field.setPromptText(Texts.get(prompt));
        return field;
    }

    private static Button button(String words) {
        Button button = new Button(Texts.get(words));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void unfold(boolean now) {
        form.setVisible(now);
        form.setManaged(now);
        open.setText(Texts.get(now ? "push.fold" : "push.unfold"));
    }

    private void stands(PushState state) {
        stands.setText(PushWords.whole(state));
    }

    private void show(PushViewModel.Stored stored) {
        PushSettings settings = stored.settings();
        off.setVisible(settings != null);
        off.setManaged(settings != null);
        key.clear();
        password.clear();
        key.setPromptText(Texts.get(settings == null ? "push.key.prompt" : "push.key.kept"));
        email.setPromptText(Texts.get(stored.signedIn() ? "push.email.signedIn" : "push.email.prompt"));
        if (settings != null) {
            fill(settings);
        }
        PushViewModel.Form before = resumed;
        resumed = null;
        if (before != null) {
            type(before);
        }
    }

    private void fill(PushSettings settings) {
        names = settings.tables();
        project.setText(settings.project());
        (settings.source() == Source.TABLES ? ofTables : ofTopic).setSelected(true);
        topic.setText(settings.topic());
        secret.setSelected(settings.privateTopic());
        messages.setText(names.messages());
        conversations.setText(names.conversations());
    }

    private PushViewModel.Form typed() {
        Tables tables = new Tables(names.schema(), messages.getText().strip(), conversations.getText().strip(),
                names.message(), names.conversation(), names.sender(), names.recipient(), names.account(),
                names.time());
        PushSettings settings = new PushSettings(project.getText().strip(),
                ofTables.isSelected() ? Source.TABLES : Source.BROADCAST, topic.getText().strip(),
                secret.isSelected(), tables);
        return new PushViewModel.Form(settings, key.getText(), email.getText(), password.getText());
    }
}
