const KEY = "gyr.token";

/**
 * The token of this tab, if there is one. A link may bring it in its fragment, which browsers do
 * not send to servers; it moves to the tab's storage and leaves the address bar.
 */
export function readToken(): string | undefined {
  const handedOver = /^#token=([\w.~-]+)$/.exec(window.location.hash)?.[1];
  if (handedOver !== undefined) {
    storeToken(handedOver);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }
  return window.sessionStorage.getItem(KEY) ?? undefined;
}

export function storeToken(token: string): void {
  window.sessionStorage.setItem(KEY, token);
}

export function forgetToken(): void {
  window.sessionStorage.removeItem(KEY);
}
