package io.gyr.cli.exposition;

/** Walks over one line. */
final class LineCursor {
  private final String line;
  private final long number;
  private int position;

  LineCursor(String line, long number) {
    this.line = line;
    this.number = number;
  }

  boolean atEnd() {
    return position == line.length();
  }

  boolean at(char c) {
    return position < line.length() && line.charAt(position) == c;
  }

  boolean take(char c) {
    if (at(c)) {
      position++;
      return true;
    }
    return false;
  }

  void expect(char c) throws ExpositionException {
    if (!take(c)) {
      throw problem("'" + c + "' expected" + found());
    }
  }

  void skipBlanks() {
    while (at(' ') || at('\t')) {
      position++;
    }
  }

  /** Everything up to a blank or the end. */
  String word() {
    int start = position;
    while (position < line.length() && !at(' ') && !at('\t')) {
      position++;
    }
    return line.substring(start, position);
  }

  /** What is left of the line. */
  String rest() {
    String rest = line.substring(position);
    position = line.length();
    return rest;
  }

  /** A name that needs no quotes. */
  String name(boolean colons) throws ExpositionException {
    int start = position;
    while (position < line.length() && isName(line.charAt(position), colons, position > start)) {
      position++;
    }
    if (start == position) {
      throw problem("a name expected" + found());
    }
    return line.substring(start, position);
  }

  private static boolean isName(char c, boolean colons, boolean digits) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || colons && c == ':'
        || digits && c >= '0' && c <= '9';
  }

  /** A text in quotes, in which a backslash protects itself, quotes and, as n, a line end. */
  String quoted() throws ExpositionException {
    expect('"');
    StringBuilder text = new StringBuilder();
    while (!atEnd()) {
      char c = line.charAt(position++);
      if (c == '"') {
        return text.toString();
      }
      if (c == '\\' && !atEnd()) {
        char escaped = line.charAt(position++);
        switch (escaped) {
          case 'n' -> text.append('\n');
          case '"', '\\' -> text.append(escaped);
          default -> text.append('\\').append(escaped);
        }
      } else {
        text.append(c);
      }
    }
    throw problem("the closing quote is missing");
  }

  private String found() {
    if (atEnd()) {
      return " at the end of the line";
    }
    String rest = line.substring(position);
    return ", found '" + (rest.length() <= 20 ? rest : rest.substring(0, 20) + "...") + "'";
  }

  ExpositionException problem(String message) {
    return new ExpositionException(number, message);
  }
}
