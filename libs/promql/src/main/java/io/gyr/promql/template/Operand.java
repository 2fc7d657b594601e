package io.gyr.promql.template;

import io.gyr.promql.labels.Labels;
import java.util.ArrayList;
import java.util.List;

/** A part of a template that has a value: a text, a {@link Double}, a {@link Long} or labels. */
sealed interface Operand {
  /** Its value for the data. */
  Object value(TemplateData data);

  /** What is written there. */
  record Literal(Object constant) implements Operand {
    @Override
    public Object value(TemplateData data) {
      return constant;
    }
  }

  /** {@code $value}. */
  record Value() implements Operand {
    @Override
    public Object value(TemplateData data) {
      return data.value();
    }
  }

  /** {@code $labels}. */
  record AllLabels() implements Operand {
    @Override
    public Object value(TemplateData data) {
      return data.labels();
    }
  }

  /** A label by its name; one that is missing is an empty text. */
  record Label(Operand labels, String name) implements Operand {
    @Override
    public Object value(TemplateData data) {
      return ((Labels) labels.value(data)).get(name);
    }
  }

  /** A function with its arguments. */
  record Call(Function function, List<Operand> arguments) implements Operand {
    @Override
    public Object value(TemplateData data) {
      List<Object> values = new ArrayList<>(arguments.size());
      for (Operand argument : arguments) {
        values.add(argument.value(data));
      }
      return function.call(values);
    }
  }
}
