/** The tree of an expression, with positions, and how it is printed. */
@NullMarked
package io.gyr.promql.ast;

import org.jspecify.annotations.NullMarked;
