package app.ajar.ui.kit;

import java.util.List;
import java.util.function.Function;
import javafx.collections.ObservableList;

/** Brings a shown list to a new state with as few changes as possible: rows are told apart by key, equal rows are left alone. */
public final class KeyedDiff {

    private KeyedDiff() {}

    /** After this, {@code shown} equals {@code wanted}; returns how many rows were touched. */
    public static <T, K> int apply(ObservableList<T> shown, List<T> wanted, Function<T, K> key) {
        throw new UnsupportedOperationException();
    }
}
