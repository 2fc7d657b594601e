package io.gyr.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the key that fills a component of a settings record. A key that has a unit ends with it:
 * {@code agent.metrics.interval_s}, {@code agent.queue.max_bytes}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** Marks a setting that has no default and must be given. */
  String REQUIRED = "\0required";

  /** The key, lower case, dots between concepts and underscores within one. */
  String key();

  /** Text of the value when the key is not given. */
  String defaultValue() default REQUIRED;

  /** One sentence for {@code --help}. */
  String description();

  /** True if the value must never be printed. */
  boolean secret() default false;
}
