package app.ajar.ui.notify;

import app.ajar.model.ConversationId;
import app.ajar.settings.Notifications;
import app.ajar.settings.Settings;
import app.ajar.store.ConversationFilter.Tab;
import app.ajar.store.Database;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.stage.Stage;

/**
 * Tells at the screen's corner of new messages and of windows about to close, wherever the main window is. For the
 * toolkit's thread.
 */
public final class DesktopNotices implements AutoCloseable {

    /**
     * What it stands on.
     *
     * @param change changes the settings
     */
    public record Outside(Database database, FxBridge bridge, Clock clock, ObservableValue<Settings> settings,
            Consumer<UnaryOperator<Settings>> change, Avatars avatars) {}

    /**
     * The main window.
     *
     * @param shows whether the user has this conversation before them: of it nothing is told
     * @param open brings the window to the front with this conversation
     * @param list brings the window to the front with this tab of the list
     * @param posing whether it poses for a picture: nothing is told then
     */
    public record Front(Stage stage, Predicate<ConversationId> shows, Consumer<ConversationId> open,
            Consumer<Tab> list, BooleanSupplier posing, BooleanSupplier dark) {}

    private final Outside outside;
    private final Front front;
    private final NoticesModel model;
    private final Corner corner;

    public DesktopNotices(Outside outside, Front front) {
        this.outside = outside;
        this.front = front;
        corner = new Corner(front.stage(), System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux"),
                outside.avatars(), new Corner.Presses(this::open, card -> over(card.key()), this::pause));
        model = new NoticesModel(new NoticesModel.Outside(outside.database(), outside.bridge(), outside.clock(),
                ZoneId::systemDefault, outside.settings(), outside.change()), front.shows(), front.posing());
        model.cardsProperty().subscribe(now -> show());
        outside.settings().subscribe(now -> show());
        // What somebody looks at now needs not be told.
        front.stage().focusedProperty().subscribe(now -> model.look());
        // The program ends with its last window, and a card is one.
        front.stage().showingProperty().subscribe(showing -> {
            if (!showing) {
                corner.close();
            }
        });
    }

    /** Whether it is known what was there before: what comes from now on is told. */
    public boolean started() {
        return model.started();
    }

    /** Opens what was told of last, if it still stands; for hands that do not leave the keyboard. */
    public void openLatest() {
        Optional<ConversationId> latest = model.latest();
        latest.ifPresent(id -> {
            model.cardsProperty().get().stream().filter(card -> tellsOf(card, id)).map(Card::key).forEach(this::over);
            front.open().accept(id);
        });
    }

    private static boolean tellsOf(Card card, ConversationId id) {
        return switch (card) {
            case Card.FromPerson person -> person.who().id().equals(id);
            case Card.Closing closing -> closing.who().id().equals(id);
            case Card.FromMany _,Card.ManyClosing _ -> false;
        };
    }

    private void show() {
        Notifications wanted = outside.settings().getValue().notifications();
        corner.show(model.cardsProperty().get(), new Corner.Manner(wanted.details(), wanted.stay(),
                front.dark().getAsBoolean(), outside.clock().instant()));
    }

    private void open(Card card) {
        over(card.key());
        switch (card) {
            case Card.FromPerson person -> front.open().accept(person.who().id());
            case Card.Closing closing -> front.open().accept(closing.who().id());
            case Card.FromMany _ -> front.list().accept(Tab.UNREAD);
            case Card.ManyClosing _ -> front.list().accept(Tab.CLOSING);
        }
    }

    private void over(String key) {
        model.done(key);
    }

    private void pause() {
        model.pause();
    }

    /** Ends its reading and takes down what stands. */
    @Override
    public void close() {
        model.close();
        corner.close();
    }
}
