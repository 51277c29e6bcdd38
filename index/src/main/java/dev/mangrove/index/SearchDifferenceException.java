package dev.mangrove.index;

/// A search and a plain comparison with every stored hash gave different answers: the index, or the program, is
/// faulty. The message names the stored hash, its distance and the query.
public final class SearchDifferenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SearchDifferenceException(String message) {
        super(message);
    }

    private SearchDifferenceException(String message, SearchDifferenceException cause) {
        super(message, cause);
    }

    /// The same, saying what was searched for.
    public SearchDifferenceException inSearchOf(String what) {
        return new SearchDifferenceException(what + ": " + getMessage(), this);
    }
}
