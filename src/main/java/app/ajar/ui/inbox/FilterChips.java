package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.store.ConversationFilter.Tab;
import app.ajar.store.ConversationQueries.Counts;
import app.ajar.text.Texts;
import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** The list's tabs, with what waits in them. */
final class FilterChips extends HBox {

    private static final PseudoClass URGENT = PseudoClass.getPseudoClass("urgent");

    private final InboxViewModel model;
    private final AccountCounts counts;
    private final Map<Tab, ToggleButton> chips = new EnumMap<>(Tab.class);
    private final Map<Tab, Label> numbers = new EnumMap<>(Tab.class);

    FilterChips(InboxViewModel model, AccountCounts counts) {
        this.model = model;
        this.counts = counts;
        getStyleClass().add("chips");
        ToggleGroup group = new ToggleGroup();
        add(Tab.ALL, "inbox.tab.all", group);
        add(Tab.UNREAD, "inbox.tab.unread", group);
        add(Tab.CLOSING, "inbox.tab.closing", group);
        add(Tab.PRIORITY, "inbox.tab.priority", group);
        group.selectedToggleProperty().subscribe((before, now) -> {
            // One tab is always chosen: pressing it again is no answer.
            if (now == null && before != null) {
                group.selectToggle(before);
            }
        });
        model.filterProperty().subscribe(filter -> {
            ToggleButton chip = chips.get(filter.tab());
            if (chip != null) {
                chip.setSelected(true);
            }
            showCounts();
        });
        counts.countsProperty().subscribe(now -> showCounts());
    }

    private void add(Tab tab, String words, ToggleGroup group) {
        Label name = new Label(Texts.get(words));
        Label number = new Label();
        number.getStyleClass().add("chip-number");
        number.managedProperty().bind(number.visibleProperty());
        number.setVisible(false);
        HBox content = new HBox(name, number);
        content.getStyleClass().add("chip-words");
        ToggleButton chip = new ToggleButton(null, content);
        chip.setAccessibleText(name.getText());
        chip.setToggleGroup(group);
        chip.getStyleClass().add("chip");
        // In a narrow sidebar the words give way, never the numbers.
        number.setMinWidth(USE_PREF_SIZE);
        name.setMinWidth(0);
        chip.setOnAction(pressed -> model.showTab(tab));
        chips.put(tab, chip);
        numbers.put(tab, number);
        getChildren().add(chip);
    }

    private void showCounts() {
        AccountId account = model.filterProperty().get().account();
        Counts now = account == null ? AccountCounts.NONE : counts.of(account);
        show(Tab.UNREAD, now.unread());
        show(Tab.CLOSING, now.closing());
    }

    private void show(Tab tab, long count) {
        Label number = numbers.get(tab);
        ToggleButton chip = chips.get(tab);
        if (number != null && chip != null) {
            number.setVisible(count > 0);
            number.setText(RowView.badge((int) Math.min(count, Integer.MAX_VALUE)));
            chip.pseudoClassStateChanged(URGENT, tab == Tab.CLOSING && count > 0);
        }
    }
}
