/** The Falco rule language: load rule files, compile them, evaluate events. */
@NullMarked
package io.gyr.rules;

import org.jspecify.annotations.NullMarked;
