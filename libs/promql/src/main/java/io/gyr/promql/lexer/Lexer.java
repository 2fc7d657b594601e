package io.gyr.promql.lexer;

import io.gyr.promql.text.Quoted;

/**
 * Splits a query into tokens, one at a time. What a character means depends on whether a brace or a
 * bracket is open, which the lexer keeps track of by itself, as Prometheus's does
 * (promql/parser/lex.go, v3.5); it also finds unclosed and superfluous ones.
 *
 * <p>After an error or the end of input, every further token is the end of input. Not thread-safe.
 */
public final class Lexer {
  private static final int END = -1;
  private static final String DIGITS = "0123456789";

  private final String input;
  private int position;
  private int start;
  private int width;

  private int parenDepth;
  private boolean braceOpen;
  private boolean bracketOpen;
  private boolean gotColon;
  private boolean expectDuration;
  private boolean finished;

  public Lexer(String input) {
    this.input = input;
  }

  /** The next token that is no comment. */
  public Token next() {
    while (true) {
      Token token = scan();
      if (token.type() != TokenType.COMMENT) {
        finished |= token.type() == TokenType.ERROR;
        return token;
      }
    }
  }

  private Token scan() {
    skipSpace();
    start = position;
    if (finished) {
      return new Token(TokenType.EOF, input.length(), "");
    }
    if (peek() == '#') {
      return comment();
    }
    if (braceOpen) {
      return insideBraces();
    }
    if (expectDuration) {
      expectDuration = false;
      return durationExpression();
    }
    return statement();
  }

  private Token statement() {
    int c = read();
    switch (c) {
      case END:
        if (parenDepth != 0) {
          return error("unclosed left parenthesis");
        }
        return bracketOpen ? error("unclosed left bracket") : token(TokenType.EOF);
      case ',':
        return token(TokenType.COMMA);
      case '*':
        return token(TokenType.MUL);
      case '/':
        return token(TokenType.DIV);
      case '%':
        return token(TokenType.MOD);
      case '+':
        return token(TokenType.ADD);
      case '-':
        return token(TokenType.SUB);
      case '^':
        return token(TokenType.POW);
      case '@':
        return token(TokenType.AT);
      case '=':
        if (accept("=")) {
          return token(TokenType.EQLC);
        }
        return peek() == '~'
            ? error("unexpected character after '=': " + Quoted.rune('~'))
            : token(TokenType.EQL);
      case '!':
        int after = read();
        return after == '='
            ? token(TokenType.NEQ)
            : error("unexpected character after '!': " + Quoted.rune(after));
      case '<':
        return token(accept("=") ? TokenType.LTE : TokenType.LSS);
      case '>':
        return token(accept("=") ? TokenType.GTE : TokenType.GTR);
      case '"', '\'':
        return string(c);
      case '`':
        return rawString();
      case '(':
        parenDepth++;
        return token(TokenType.LEFT_PAREN);
      case ')':
        parenDepth--;
        return parenDepth < 0
            ? errorBehind("unexpected right parenthesis " + Quoted.rune(c))
            : token(TokenType.RIGHT_PAREN);
      case '{':
        braceOpen = true;
        return token(TokenType.LEFT_BRACE);
      case '[':
        if (bracketOpen) {
          return error("unexpected left bracket " + Quoted.rune(c));
        }
        bracketOpen = true;
        gotColon = false;
        expectDuration = true;
        return token(TokenType.LEFT_BRACKET);
      case ']':
        if (!bracketOpen) {
          return error("unexpected right bracket " + Quoted.rune(c));
        }
        bracketOpen = false;
        return token(TokenType.RIGHT_BRACKET);
      default:
        break;
    }
    if (isDigit(c) || (c == '.' && isDigit(peek()))) {
      back();
      return numberOrDuration();
    }
    if (isAlpha(c) || c == ':') {
      if (!bracketOpen) {
        back();
        return word();
      }
      if (c != ':') {
        return error("unexpected character: " + Quoted.rune(c) + ", expected ':'");
      }
      if (gotColon) {
        return error("unexpected colon " + Quoted.rune(c));
      }
      gotColon = true;
      return token(TokenType.COLON);
    }
    return error("unexpected character: " + Quoted.rune(c));
  }

  /** Behind a left bracket, up to the first number. */
  private Token durationExpression() {
    int c = read();
    TokenType operator =
        switch (c) {
          case '(' -> TokenType.LEFT_PAREN;
          case ')' -> TokenType.RIGHT_PAREN;
          case '+' -> TokenType.ADD;
          case '-' -> TokenType.SUB;
          case '*' -> TokenType.MUL;
          case '/' -> TokenType.DIV;
          case '%' -> TokenType.MOD;
          case '^' -> TokenType.POW;
          default -> TokenType.ERROR;
        };
    if (operator != TokenType.ERROR) {
      parenDepth += operator == TokenType.LEFT_PAREN ? 1 : 0;
      parenDepth -= operator == TokenType.RIGHT_PAREN ? 1 : 0;
      if (parenDepth < 0) {
        return errorBehind("unexpected right parenthesis " + Quoted.rune(c));
      }
      expectDuration = true;
      return token(operator);
    }
    if (c == END) {
      return error("unexpected end of input in duration expression");
    }
    if (c == ']') {
      bracketOpen = false;
      return token(TokenType.RIGHT_BRACKET);
    }
    if (c == ':') {
      return errorBehind("unexpected colon before duration in duration expression");
    }
    if (isDigit(c) || (c == '.' && isDigit(peek()))) {
      back();
      return numberOrDuration();
    }
    return error("unexpected character in duration expression: " + Quoted.rune(c));
  }

  private Token insideBraces() {
    int c = read();
    switch (c) {
      case END:
        return error("unexpected end of input inside braces");
      case ',':
        return token(TokenType.COMMA);
      case '"', '\'':
        return string(c);
      case '`':
        return rawString();
      case '=':
        return token(accept("~") ? TokenType.EQL_REGEX : TokenType.EQL);
      case '!':
        int after = read();
        if (after == '~') {
          return token(TokenType.NEQ_REGEX);
        }
        return after == '='
            ? token(TokenType.NEQ)
            : error("unexpected character after '!' inside braces: " + Quoted.rune(after));
      case '{':
        return error("unexpected left brace " + Quoted.rune(c));
      case '}':
        braceOpen = false;
        return token(TokenType.RIGHT_BRACE);
      default:
        break;
    }
    if (!isAlpha(c)) {
      return error("unexpected character inside braces: " + Quoted.rune(c));
    }
    while (isAlphaNumeric(peek())) {
      read();
    }
    return token(TokenType.IDENTIFIER);
  }

  private Token word() {
    while (isAlphaNumeric(peek()) || peek() == ':') {
      read();
    }
    String word = input.substring(start, position);
    TokenType type = TokenType.ofWord(word);
    if (type != null) {
      return token(type);
    }
    return token(word.indexOf(':') < 0 ? TokenType.IDENTIFIER : TokenType.METRIC_IDENTIFIER);
  }

  private Token comment() {
    while (peek() != END && peek() != '\n' && peek() != '\r') {
      read();
    }
    return token(TokenType.COMMENT);
  }

  private Token string(int quote) {
    while (true) {
      int c = read();
      if (c == END || c == '\n') {
        return error("unterminated quoted string");
      }
      if (c == 0xFFFD || (c >= 0xD800 && c < 0xE000)) {
        return error("invalid UTF-8 rune");
      }
      if (c == quote) {
        return token(TokenType.STRING);
      }
      if (c == '\\') {
        Token problem = escape(quote);
        if (problem != null) {
          return problem;
        }
      }
    }
  }

  private @org.jspecify.annotations.Nullable Token escape(int quote) {
    int c = read();
    if (c == quote) {
      return null;
    }
    int digits;
    int base;
    long largest;
    switch (c) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\':
        return null;
      case '0', '1', '2', '3', '4', '5', '6', '7':
        digits = 3;
        base = 8;
        largest = 255;
        break;
      case 'x':
        c = read();
        digits = 2;
        base = 16;
        largest = 255;
        break;
      case 'u', 'U':
        digits = c == 'u' ? 4 : 8;
        c = read();
        base = 16;
        largest = Character.MAX_CODE_POINT;
        break;
      case END:
        return error("escape sequence not terminated");
      default:
        return error("unknown escape sequence " + codePoint(c));
    }
    long value = 0;
    while (true) {
      int digit = c == END ? -1 : Character.digit(c, base);
      if (digit < 0) {
        return c == END
            ? error("escape sequence not terminated")
            : error("illegal character " + codePoint(c) + " in escape sequence");
      }
      value = value * base + digit;
      digits--;
      if (digits == 0) {
        break;
      }
      c = read();
    }
    return value > largest || (value >= 0xD800 && value < 0xE000)
        ? error("escape sequence is an invalid Unicode code point")
        : null;
  }

  private static String codePoint(int c) {
    return String.format("U+%04X '%s'", c, new String(Character.toChars(c)));
  }

  private Token rawString() {
    while (true) {
      int c = read();
      if (c == END) {
        return error("unterminated raw string");
      }
      if (c == 0xFFFD || (c >= 0xD800 && c < 0xE000)) {
        return error("invalid UTF-8 rune");
      }
      if (c == '`') {
        return token(TokenType.STRING);
      }
    }
  }

  private Token numberOrDuration() {
    if (number()) {
      return token(TokenType.NUMBER);
    }
    if (restOfDuration()) {
      return token(TokenType.DURATION);
    }
    return error("bad number or duration syntax: " + Quoted.of(input.substring(start, position)));
  }

  private boolean restOfDuration() {
    if (!accept("smhdwy")) {
      return false;
    }
    // The second letter of ms. Units such as hs are found when the duration is read.
    accept("s");
    while (accept(DIGITS)) {
      while (accept(DIGITS)) {
        // All of them.
      }
      if (!accept("smhdw")) {
        return false;
      }
      accept("s");
    }
    if (isAlphaNumeric(peek())) {
      read();
      return false;
    }
    return true;
  }

  /** Consumes what looks like a number; what looks like one and is none, the parser finds. */
  private boolean number() {
    int first = position;
    String digits = DIGITS;
    if (accept("0") && accept("xX")) {
      accept("_");
      digits = "0123456789abcdefABCDEF";
    }
    accept(".");
    accept(digits);
    boolean dot = false;
    boolean exponent = false;
    while (isOneOf(digits + "._eE", peek())) {
      if (peek() == '.' && dot) {
        read();
        return false;
      }
      if (isOneOf("eE", peek()) && !isOneOf(digits, peek()) && exponent) {
        read();
        return false;
      }
      if (accept(".")) {
        dot = true;
        if (accept("_.") || digits.length() > 10) {
          return false;
        }
      } else if (digits.length() == 10 && accept("eE")) {
        exponent = true;
        accept("+-");
        if (accept("._eE") || peek() == END) {
          return false;
        }
      } else if (accept("_")) {
        if (accept("._eE") || peek() == END) {
          return false;
        }
      } else {
        while (accept(digits)) {
          // All of them.
        }
      }
    }
    return position != first && !isAlphaNumeric(peek());
  }

  private Token token(TokenType type) {
    Token token = new Token(type, start, input.substring(start, position));
    start = position;
    return token;
  }

  private Token error(String message) {
    return new Token(TokenType.ERROR, start, message);
  }

  /** An error found after its character has been taken for a token. */
  private Token errorBehind(String message) {
    return new Token(TokenType.ERROR, position, message);
  }

  private int read() {
    if (position >= input.length()) {
      width = 0;
      return END;
    }
    int c = input.codePointAt(position);
    width = Character.charCount(c);
    position += width;
    return c;
  }

  private int peek() {
    return position >= input.length() ? END : input.codePointAt(position);
  }

  private void back() {
    position -= width;
  }

  private boolean accept(String valid) {
    if (isOneOf(valid, peek())) {
      read();
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (isOneOf(" \t\n\r", peek())) {
      read();
    }
  }

  private static boolean isOneOf(String valid, int c) {
    return c != END && valid.indexOf(c) >= 0;
  }

  private static boolean isAlphaNumeric(int c) {
    return isAlpha(c) || isDigit(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlpha(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
