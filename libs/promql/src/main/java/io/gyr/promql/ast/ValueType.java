package io.gyr.promql.ast;

/** The four types of the language. */
public enum ValueType {
  SCALAR("scalar", "scalar"),
  STRING("string", "string"),
  VECTOR("vector", "instant vector"),
  MATRIX("matrix", "range vector");

  private final String wireName;
  private final String documentedName;

  ValueType(String wireName, String documentedName) {
    this.wireName = wireName;
    this.documentedName = documentedName;
  }

  /** As in answers of the API. */
  public String wireName() {
    return wireName;
  }

  /** As in the documentation and in error texts. */
  public String documentedName() {
    return documentedName;
  }
}
