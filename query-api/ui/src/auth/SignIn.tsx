import { useState, type FormEvent } from "react";
import { Mark } from "../shell/Mark";

interface Props {
  /** True when the token that was there has been refused. */
  refused: boolean;
  onToken(token: string): void;
}

/** Asks for a token. */
export function SignIn({ refused, onToken }: Props) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") {
      onToken(text.trim());
    }
  };
  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={submit}>
        <Mark />
        <h1>{refused ? "The token is not valid" : "Sign in with a token"}</h1>
        <p>
          {refused
            ? "It is unknown, withdrawn or expired. Enter another one."
            : "The first one is in the file named token in the data directory. The browser keeps it in this tab only."}
        </p>
        <label htmlFor="token">Token</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="primary">
          Continue
        </button>
      </form>
    </main>
  );
}
