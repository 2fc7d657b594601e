package io.gyr.promql.ast;

import java.util.List;

/**
 * How the series of two vectors are brought together.
 *
 * @param cardinality how many of each side belong together
 * @param labels labels that must be equal, or that are left out of the comparison
 * @param on whether only those labels count
 * @param include labels that come from the side of one
 */
public record VectorMatching(
    Cardinality cardinality, List<String> labels, boolean on, List<String> include) {
  /** How many of each side belong together. */
  public enum Cardinality {
    ONE_TO_ONE,
    MANY_TO_ONE,
    ONE_TO_MANY,
    MANY_TO_MANY
  }

  /** The same with another cardinality. */
  public VectorMatching with(Cardinality other) {
    return new VectorMatching(other, labels, on, include);
  }
}
