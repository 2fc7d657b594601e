import { useEffect, useRef } from "react";

interface Props {
  /** Keys and what they do. */
  keys: [string, string][];
  open: boolean;
  onClose(): void;
}

/** The keys. */
export function HelpDialog({ keys, open, onClose }: Props) {
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
        {keys.map(([names, what]) => (
          <div key={names}>
            <dt>
              <kbd>{names}</kbd>
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
