package app.ajar.ui.health;

import app.ajar.text.Texts;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.UiClock;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/** The light in the rail: the worst of all accounts; opens the page about them. In words too, because colour is not enough. */
public final class HealthLight extends Button {

    private static final double SIDE = 9;

    /** @param clock ages grow with it
     * @param open shows the page */
    public HealthLight(HealthModel model, UiClock clock, Runnable open) {
        Region lamp = new Region();
        lamp.setMinSize(SIDE, SIDE);
        lamp.setMaxSize(SIDE, SIDE);
        lamp.getStyleClass().add("health-lamp");
        setGraphic(lamp);
        getStyleClass().addAll("icon-button", "health-light");
        IconButton.tip(this, this::getAccessibleText);
        setOnAction(pressed -> open.run());
        clock.nowProperty().subscribe(model::timePassed);
        model.lightProperty().subscribe(now -> {
            dress(this, now);
            setAccessibleText(Texts.get("health.light." + now));
        });
    }

    static void dress(Node lamp, AccountHealth.Light light) {
        lamp.getStyleClass().removeIf(style -> style.startsWith("light-"));
        lamp.getStyleClass().add("light-" + light.name().toLowerCase(Locale.ROOT));
    }
}
