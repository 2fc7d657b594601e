package io.gyr.promql.function;

/** A function over range vectors. One object serves one call and may keep state of its series. */
public interface RangeFunction {
  /** Called when the window has gone to another series. */
  default void begin(Window window) {}

  /**
   * The value at one step. The window is not empty.
   *
   * @return the value, or the stale marker if there is none or if it is a histogram, which is then
   *     given to the window
   */
  double at(Window window);
}
