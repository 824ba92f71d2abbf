package app.ajar.ui.shell;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.WrappingLabel;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/** Connecting an account, and what a new user sees first. */
final class ConnectPage extends ScrollPane {

    private static final URI DASHBOARD = URI.create("https://developers.facebook.com/apps/");
    private static final int STEPS = 5;

    private final ConnectViewModel model;
    private final Surroundings surroundings;
    private final Label title = new WrappingLabel("", "connect-title");
    private final PasswordField hidden = new PasswordField();
    private final TextField open = new TextField();
    private final VBox outcome = new VBox();
    private final Button back = new Button(Texts.get("shell.connect.back"));

    ConnectPage(ConnectViewModel model, Surroundings surroundings, Runnable onBack) {
        this.model = model;
        this.surroundings = surroundings;
        getStyleClass().addAll("connect-page", "bare-scroll");
        HBox card = new HBox(promise(), form());
        card.getStyleClass().add("connect-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane centre = new StackPane(card);
        centre.getStyleClass().add("connect-centre");
        setContent(centre);
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        back.setOnAction(pressed -> onBack.run());
        model.saidProperty().subscribe(this::show);
    }

    /**
     * Makes ready for another account, or for one to be connected again.
     *
     * @param problem why it must be, null when it need not
     */
    void prepare(@Nullable Account again, @Nullable AccessProblem problem, boolean mayGoBack) {
        title.setText(again == null
                ? Texts.get("shell.connect.title")
                : Texts.get("shell.connect.titleAgain", again.shownUsername()));
        model.say(problem == null ? null : ConnectViewModel.Words.of(problem));
        hidden.clear();
        back.setVisible(mayGoBack);
        back.setManaged(mayGoBack);
    }

    /** Moves the keyboard to the token. */
    void focusToken() {
        (hidden.isVisible() ? hidden : open).requestFocus();
    }

    private static Node promise() {
        VBox side = new VBox(new Logo(), new WrappingLabel(Texts.get("shell.connect.slogan"), "connect-slogan"),
                new WrappingLabel(Texts.get("shell.connect.promise"), "connect-promise"));
        side.getStyleClass().add("connect-side");
        return side;
    }

    private Node form() {
        Label detail = new WrappingLabel(Texts.get("shell.connect.detail"), "connect-detail");
        model.withVault(kind -> detail.setText(Texts.get("shell.connect.detail") + " "
                + Texts.get("shell.connect.kept." + kind)));
        Label section = new WrappingLabel(Texts.get("shell.connect.token").toUpperCase(Locale.getDefault()),
                "words-section");
        section.setLabelFor(hidden);
        Button where = new Button(Texts.get("shell.connect.where"));
        where.getStyleClass().addAll("link-button", "connect-where");
        VBox steps = steps();
        where.setOnAction(pressed -> {
            boolean shown = !steps.isVisible();
            steps.setVisible(shown);
            steps.setManaged(shown);
            where.setText(Texts.get(shown ? "shell.connect.whereHide" : "shell.connect.where"));
        });
        outcome.getStyleClass().add("connect-outcome");
        Region line = new Region();
        line.getStyleClass().add("connect-line");
        VBox form = new VBox(title, detail, section, token(), where, steps, outcome, buttons(), line,
                new WrappingLabel(Texts.get("shell.connect.oldMessages"), "connect-note"));
        form.getStyleClass().add("connect-form");
        return form;
    }

    private Node token() {
        for (TextField field : List.of(hidden, open)) {
            field.setPromptText(Texts.get("shell.connect.prompt"));
            field.getStyleClass().add("connect-token");
            field.setOnAction(entered -> connect());
            field.disableProperty().bind(model.askingProperty());
        }
        // What a field for passwords holds is never told; what it is called must be told in its place.
        hidden.setAccessibleText(Texts.get("shell.connect.token"));
        FieldName.give(open, Texts.get("shell.connect.token"));
        open.textProperty().bindBidirectional(hidden.textProperty());
        open.setVisible(false);
        Button reveal = new Button(Texts.get("shell.connect.show"));
        reveal.getStyleClass().addAll("link-button", "connect-reveal");
        reveal.setAccessibleText(Texts.get("shell.connect.reveal"));
        reveal.setOnAction(pressed -> {
            boolean show = !open.isVisible();
            open.setVisible(show);
            hidden.setVisible(!show);
            reveal.setText(Texts.get(show ? "shell.connect.cover" : "shell.connect.show"));
            reveal.setAccessibleText(Texts.get(show ? "shell.connect.hide" : "shell.connect.reveal"));
            focusToken();
        });
        StackPane holder = new StackPane(hidden, open, reveal);
        StackPane.setAlignment(reveal, Pos.CENTER_RIGHT);
        holder.getStyleClass().add("connect-token-holder");
        return holder;
    }

    private VBox steps() {
        VBox steps = new VBox();
        steps.getStyleClass().add("connect-steps");
        IntStream.rangeClosed(1, STEPS).forEach(number -> {
            Label digit = new Label(Integer.toString(number));
            digit.getStyleClass().add("connect-step-number");
            digit.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
            Label step = new WrappingLabel(Texts.get("shell.connect.step." + number), "connect-step");
            HBox.setHgrow(step, Priority.ALWAYS);
            HBox row = new HBox(digit, step);
            row.getStyleClass().add("connect-step-row");
            steps.getChildren().add(row);
        });
        Button dashboard = new Button(Texts.get("shell.connect.dashboard"));
        dashboard.getStyleClass().addAll("link-button", "connect-where");
        dashboard.setOnAction(pressed -> surroundings.openLink().accept(DASHBOARD));
        steps.getChildren().add(dashboard);
        steps.setVisible(false);
        steps.setManaged(false);
        return steps;
    }

    private Node buttons() {
        Button go = new Button();
        go.textProperty().bind(Bindings.when(model.askingProperty()).then(Texts.get("shell.connect.going"))
                .otherwise(Texts.get("shell.connect.go")));
        go.disableProperty().bind(model.askingProperty().or(
                Bindings.createBooleanBinding(() -> hidden.getText().isBlank(), hidden.textProperty())));
        go.getStyleClass().addAll("primary-button", "connect-button");
        go.setOnAction(pressed -> connect());
        back.getStyleClass().addAll("quiet-button", "connect-button");
        HBox buttons = new HBox(go);
        if (!surroundings.demo()) {
            Button demo = new Button(Texts.get("shell.connect.demo"));
            demo.getStyleClass().addAll("quiet-button", "connect-button");
            demo.setOnAction(pressed -> surroundings.openDemo().run());
            buttons.getChildren().add(demo);
        }
        buttons.getChildren().add(back);
        buttons.getChildren().forEach(button -> ((Region) button).setMinWidth(Region.USE_PREF_SIZE));
        buttons.getStyleClass().add("connect-buttons");
        return buttons;
    }

    private void connect() {
        if (!hidden.getText().isBlank()) {
            model.connect(hidden.getText());
        }
    }

    private void show(ConnectViewModel.@Nullable Words said) {
        outcome.getChildren().clear();
        outcome.setVisible(said != null);
        outcome.setManaged(said != null);
        if (said != null) {
            outcome.getStyleClass().setAll("connect-outcome", said.good() ? "outcome-good" : "outcome-bad");
            outcome.getChildren().add(new WrappingLabel(said.what(), "words-body-strong"));
            if (!said.remedy().isEmpty()) {
                outcome.getChildren().add(new WrappingLabel(said.remedy(), "connect-detail"));
            }
            if (said.good()) {
                hidden.clear();
            }
        }
    }

    /** The mark on its tile: a window that stands ajar. The same paths as in {@code icons/icon.svg}. */
    private static final class Logo extends Region {

        private static final double SIDE = 54;
        private static final double DRAWN = 512;
        private static final double SHARE = 0.78;

        Logo() {
            SVGPath frame = new SVGPath();
            frame.setContent("M150 112h212a44 44 0 0 1 44 44v172a44 44 0 0 1-44 44H236l-66 56c-7 6-18 1-18-9v-47h-2"
                    + "a44 44 0 0 1-44-44V156a44 44 0 0 1 44-44z");
            frame.getStyleClass().add("logo-frame");
            SVGPath leaf = new SVGPath();
            leaf.setContent("M119 150 268 186v192l-149-46z");
            leaf.getStyleClass().add("logo-leaf");
            double scale = SIDE * SHARE / DRAWN;
            double inset = SIDE * (1 - SHARE) / 2;
            for (SVGPath path : List.of(frame, leaf)) {
                path.getTransforms().add(new Scale(scale, scale));
                path.setLayoutX(inset);
                path.setLayoutY(inset);
                path.setManaged(false);
            }
            getChildren().addAll(frame, leaf);
            getStyleClass().add("logo");
            // The same door in every window.
            setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
            setMinSize(SIDE, SIDE);
            setPrefSize(SIDE, SIDE);
            setMaxSize(SIDE, SIDE);
        }
    }
}
