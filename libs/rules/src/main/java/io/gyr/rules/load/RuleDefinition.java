package io.gyr.rules.load;

import io.gyr.rules.Priority;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.PlacedText.Place;
import java.util.List;

/** A rule as the files define it. */
record RuleDefinition(
    String name,
    PlacedText description,
    PlacedText condition,
    PlacedText output,
    Priority priority,
    String source,
    List<String> tags,
    boolean enabled,
    boolean warnWithoutType,
    boolean skipWithUnknownField,
    List<ExceptionDefinition> exceptions,
    Place place) {

  String title() {
    return subject().title();
  }

  /** What its problems are in. */
  Subject subject() {
    return new Subject("rule", name, place);
  }

  /** What becomes this rule with some parts changed. */
  Builder toBuilder() {
    return new Builder(this);
  }

  /** Changes parts of a rule. */
  static final class Builder {

    private final RuleDefinition before;
    private PlacedText description;
    private PlacedText condition;
    private PlacedText output;
    private Priority priority;
    private List<String> tags;
    private boolean enabled;
    private boolean warnWithoutType;
    private boolean skipWithUnknownField;
    private List<ExceptionDefinition> exceptions;

    Builder(RuleDefinition before) {
      this.before = before;
      description = before.description;
      condition = before.condition;
      output = before.output;
      priority = before.priority;
      tags = before.tags;
      enabled = before.enabled;
      warnWithoutType = before.warnWithoutType;
      skipWithUnknownField = before.skipWithUnknownField;
      exceptions = before.exceptions;
    }

    Builder description(PlacedText value) {
      description = value;
      return this;
    }

    Builder condition(PlacedText value) {
      condition = value;
      return this;
    }

    Builder output(PlacedText value) {
      output = value;
      return this;
    }

    Builder priority(Priority value) {
      priority = value;
      return this;
    }

    Builder tags(List<String> value) {
      tags = value;
      return this;
    }

    Builder enabled(boolean value) {
      enabled = value;
      return this;
    }

    Builder warnWithoutType(boolean value) {
      warnWithoutType = value;
      return this;
    }

    Builder skipWithUnknownField(boolean value) {
      skipWithUnknownField = value;
      return this;
    }

    Builder exceptions(List<ExceptionDefinition> value) {
      exceptions = value;
      return this;
    }

    RuleDefinition build() {
      return new RuleDefinition(
          before.name,
          description,
          condition,
          output,
          priority,
          before.source,
          tags,
          enabled,
          warnWithoutType,
          skipWithUnknownField,
          exceptions,
          before.place);
    }
  }
}
