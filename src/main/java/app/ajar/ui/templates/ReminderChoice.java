package app.ajar.ui.templates;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.store.Templates.Template;
import app.ajar.store.UserNotes.Reminder;
import app.ajar.templates.ReminderRule;
import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.WrappingLabel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** In a starred conversation's details: whether it reminds, after how long, and with which template. */
final class ReminderChoice extends VBox {

    private final TemplateBook book;
    private final CheckBox on = new CheckBox(Texts.get("templates.reminder.on"));
    private final ComboBox<Duration> after = new ComboBox<>();
    private final ComboBox<Template> template = new ComboBox<>();
    private final Label help = new WrappingLabel("", "words-small");
    private @Nullable ConversationId shown;
    private @Nullable Reminder reminder;
    private boolean filling;

    ReminderChoice(TemplateBook book, ObservableValue<@Nullable Conversation> conversation) {
        super(8);
        this.book = book;
        Label title = new Label(
                Texts.get("templates.reminder").toUpperCase(Locale.getDefault(Locale.Category.DISPLAY)));
        title.getStyleClass().add("words-section");
        on.setOnAction(pressed -> changed());
        after.getItems().setAll(ReminderRule.CHOICES);
        after.setConverter(words(time -> Texts.get("templates.reminder.after", time.toHours())));
        FieldName.give(after, Texts.get("templates.reminder.when"));
        after.setMaxWidth(Double.MAX_VALUE);
        after.setOnAction(chosen -> changed());
        template.setConverter(words(each -> each.content().name()));
        FieldName.give(template, Texts.get("templates.reminder.template"));
        template.setPromptText(Texts.get("templates.reminder.template"));
        template.setMaxWidth(Double.MAX_VALUE);
        template.setOnAction(chosen -> changed());
        getChildren().addAll(title, on, after, template, help);
        managedProperty().bind(visibleProperty());
        conversation.subscribe(this::show);
        book.knownProperty().subscribe(known -> fill());
    }

    private static <T> StringConverter<T> words(Function<T, String> said) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : said.apply(value);
            }

            @Override
            public @Nullable T fromString(String words) {
                return null;
            }
        };
    }

    private void show(@Nullable Conversation row) {
        ConversationId id = row == null || !row.priority() ? null : row.id();
        setVisible(id != null);
        if (Objects.equals(id, shown)) {
            return;
        }
        shown = id;
        reminder = null;
        fill();
        if (id != null) {
            book.want();
            book.bridge().load(() -> book.database().notes().reminder(id), stored -> {
                if (id.equals(shown)) {
                    reminder = stored.orElse(null);
                    fill();
                }
            });
        }
    }

    private void fill() {
        ConversationId id = shown;
        if (id == null) {
            return;
        }
        filling = true;
        Reminder now = reminder;
        List<Template> usable = book.find(id.account(), "", Integer.MAX_VALUE);
        template.getItems().setAll(usable);
        after.setValue(now == null ? ReminderRule.USUAL : now.after());
        Optional<Template> chosen = now == null
                ? usable.stream().findFirst()
                : usable.stream().filter(each -> each.id().equals(now.template())).findFirst();
        template.setValue(chosen.orElse(null));
        on.setSelected(now != null);
        on.setDisable(usable.isEmpty() && now == null);
        boolean choosing = now != null;
        for (ComboBox<?> box : List.of(after, template)) {
            box.setVisible(choosing);
            box.setManaged(choosing);
        }
        help.setText(Texts.get(usable.isEmpty() ? "templates.reminder.none" : "templates.reminder.help"));
        filling = false;
    }

    private void changed() {
        ConversationId id = shown;
        Template chosen = template.getValue();
        Duration time = after.getValue();
        if (filling || id == null) {
            return;
        }
        Reminder next = on.isSelected() && chosen != null && time != null
                ? new Reminder(time, chosen.id(), reminder == null ? null : reminder.doneAt())
                : null;
        reminder = next;
        fill();
        book.bridge().run(() -> book.database().notes().setReminder(id, next));
    }
}
