import { useEffect, useRef } from "react";

interface Props {
  open: boolean;
  onClose(): void;
}

const KEYS: [string, string][] = [
  ["j / k", "Next, previous event"],
  ["Enter", "Open the event"],
  ["Esc", "Close the details"],
  ["/", "Search"],
  ["1 2 3 4", "Switch High, Medium, Low, Info"],
  ["t", "Jump to the newest"],
  ["?", "This help"],
];

/** The keys. */
export function HelpDialog({ open, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) {
      dialog.current?.showModal();
    } else {
      dialog.current?.close();
    }
  }, [open]);
  return (
    <dialog ref={dialog} className="help" aria-label="Keyboard" onClose={onClose}>
      <h2>Keyboard</h2>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </dialog>
  );
}
