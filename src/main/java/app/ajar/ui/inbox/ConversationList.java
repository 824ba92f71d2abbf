package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.ParticipantId;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.UiClock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * The list itself: a selection that follows the conversation and not the place, and a scroll place that follows what the
 * user reads and not the number of rows above it.
 */
final class ConversationList extends ListView<ConversationRow> {

    /** This many rows before the end the next page is asked for. */
    private static final int AHEAD = 20;

    private final InboxViewModel model;
    private final Avatars avatars;
    private final Set<ConversationCell> cells = new HashSet<>();
    private Set<ConversationId> reminded = Set.of();
    private Set<AccountId> humanAgent = Set.of();
    private Map<AccountId, RowView.Whose> whose = Map.of();
    private boolean updating;

    ConversationList(InboxViewModel model, Avatars avatars, UiClock clock) {
        this.model = model;
        this.avatars = avatars;
        getStyleClass().add("conversation-list");
        setFixedCellSize(RowView.HEIGHT);
        setItems(model.rows());
        setCellFactory(list -> {
            ConversationCell cell = new ConversationCell(
                    new RowView(avatars, id -> humanAgent.contains(id), id -> whose.get(id)), clock,
                    id -> reminded.contains(id));
            cells.add(cell);
            cell.indexProperty().subscribe(index -> askForMore(index.intValue()));
            return cell;
        });
        model.setAroundUpdates(this::update);
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!updating && row != null) {
                model.select(row.id());
            }
        });
        model.selectedProperty().subscribe(id -> {
            if (!updating) {
                showSelection(id);
                reveal(model.indexOf(id));
            }
        });
    }

    void followHumanAgent(ObservableValue<Set<AccountId>> accounts) {
        accounts.subscribe(now -> {
            humanAgent = now;
            cells.forEach(ConversationCell::showAgain);
        });
    }

    /** Says on each row whose it is; empty for a list of one account. */
    void setWhose(Map<AccountId, RowView.Whose> accounts) {
        if (!accounts.equals(whose)) {
            whose = accounts;
            cells.forEach(ConversationCell::showAgain);
        }
    }

    /** Draws this person's picture again wherever it is shown: the file may be another behind the same name. */
    void pictureChanged(ParticipantId person) {
        for (ConversationRow row : getItems()) {
            String file = row.conversation().avatarFile();
            if (file != null && row.conversation().person().id().equals(person)) {
                avatars.forget(file);
            }
        }
        for (ConversationCell cell : cells) {
            ConversationRow row = cell.getItem();
            if (row != null && row.conversation().person().id().equals(person)) {
                cell.showAgain();
            }
        }
    }

    /** These have a bell beside their names. */
    void setReminded(Set<ConversationId> now) {
        reminded = now;
        cells.forEach(ConversationCell::showAgain);
    }

    /** Makes the bar that lies over the rows scroll them; the list's own would take room from every row. */
    void scrollWith(ScrollBar over) {
        skinProperty().subscribe(skin -> {
            for (Node node : lookupAll(".scroll-bar")) {
                if (node instanceof ScrollBar own && own.getOrientation() == Orientation.VERTICAL) {
                    over.minProperty().bind(own.minProperty());
                    over.maxProperty().bind(own.maxProperty());
                    over.visibleAmountProperty().bind(own.visibleAmountProperty());
                    over.valueProperty().bindBidirectional(own.valueProperty());
                    over.visibleProperty().bind(own.visibleProperty());
                }
            }
        });
    }

    private void askForMore(int index) {
        if (index >= model.rows().size() - AHEAD && model.hasMore()) {
            // Not now: the list is being laid out, and its rows must not change under it.
            Platform.runLater(model::more);
        }
    }

    /** Runs a change of the rows and puts selection and scroll place back to where they were for the reader. */
    private void update(Runnable change) {
        VirtualFlow<?> flow = flow();
        Anchor anchor = flow == null ? null : anchor(flow);
        updating = true;
        try {
            change.run();
            showSelection(model.selectedProperty().get());
        } finally {
            updating = false;
        }
        if (flow != null) {
            restore(flow, anchor);
        }
        askForMore(lastVisible(flow));
    }

    private void showSelection(@Nullable ConversationId id) {
        int index = model.indexOf(id);
        boolean before = updating;
        updating = true;
        try {
            if (index < 0) {
                getSelectionModel().clearSelection();
            } else if (getSelectionModel().getSelectedIndex() != index) {
                getSelectionModel().clearAndSelect(index);
            }
        } finally {
            updating = before;
        }
    }

    /** Scrolls no further than needed to see the row. */
    private void reveal(int index) {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        if (index < 0) {
            return;
        }
        if (flow == null || first == null) {
            scrollTo(index);
            return;
        }
        double top = first.getLayoutY() + (index - first.getIndex()) * RowView.HEIGHT;
        double below = top + RowView.HEIGHT - flow.getHeight();
        if (top < 0) {
            flow.scrollPixels(top);
        } else if (below > 0) {
            flow.scrollPixels(below);
        }
    }

    private @Nullable VirtualFlow<?> flow() {
        Node flow = lookup(".virtual-flow");
        return flow instanceof VirtualFlow<?> virtual ? virtual : null;
    }

    private static int lastVisible(@Nullable VirtualFlow<?> flow) {
        return flow == null || flow.getLastVisibleCell() == null ? 0 : flow.getLastVisibleCell().getIndex();
    }

    /**
     * The rows on screen.
     *
     * @param top where the first of them begins, above the edge when negative
     */
    private record Anchor(List<ConversationId> shown, int firstIndex, double top) {}

    /** Null at the top of the list, where new rows are wanted. */
    private @Nullable Anchor anchor(VirtualFlow<?> flow) {
        IndexedCell<?> first = flow.getFirstVisibleCell();
        if (first == null || first.getIndex() >= getItems().size()
                || (first.getIndex() == 0 && first.getLayoutY() > -1)) {
            return null;
        }
        int end = Math.min(lastVisible(flow) + 1, getItems().size());
        return new Anchor(getItems().subList(first.getIndex(), end).stream().map(ConversationRow::id).toList(),
                first.getIndex(), first.getLayoutY());
    }

    private void restore(VirtualFlow<?> flow, @Nullable Anchor anchor) {
        layout();
        IndexedCell<?> first = flow.getFirstVisibleCell();
        if (first == null) {
            return;
        }
        if (anchor == null) {
            flow.scrollPixels(first.getLayoutY() - first.getIndex() * RowView.HEIGHT);
        } else {
            int shift = commonShift(anchor);
            double is = first.getLayoutY() + (anchor.firstIndex() + shift - first.getIndex()) * RowView.HEIGHT;
            flow.scrollPixels(is - anchor.top());
        }
    }

    /** How far most of the rows on screen moved; the one that moved to the top because of a new message is no measure. */
    private int commonShift(Anchor anchor) {
        Map<Integer, Integer> shifts = new HashMap<>();
        for (int i = 0; i < anchor.shown().size(); i++) {
            int index = model.indexOf(anchor.shown().get(i));
            if (index >= 0) {
                shifts.merge(index - anchor.firstIndex() - i, 1, Integer::sum);
            }
        }
        return shifts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0);
    }
}
