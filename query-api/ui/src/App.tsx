import { useCallback, useState } from "react";
import { SignIn } from "./auth/SignIn";
import { forgetToken, readToken, storeToken } from "./auth/token";
import { EventsPage } from "./shell/EventsPage";

/** The page, once there is a token. */
export function App() {
  const [token, setToken] = useState(readToken);
  const [refused, setRefused] = useState(false);

  const onUnauthorized = useCallback(() => {
    forgetToken();
    setRefused(true);
    setToken(undefined);
  }, []);
  const onToken = (entered: string) => {
    storeToken(entered);
    setToken(entered);
  };
  return token === undefined ? (
    <SignIn refused={refused} onToken={onToken} />
  ) : (
    <EventsPage token={token} onUnauthorized={onUnauthorized} />
  );
}
