package app.ajar.graph;

/** What came of a call: its value, or why not. Expected failures are never exceptions. */
public sealed interface GraphResult<T> {

    record Ok<T>(T value) implements GraphResult<T> {}

    record Failed<T>(GraphFailure failure) implements GraphResult<T> {}
}
