/** What rules would have found in recorded events, against what others find there. */
@NullMarked
package io.gyr.rules.backtest;

import org.jspecify.annotations.NullMarked;
