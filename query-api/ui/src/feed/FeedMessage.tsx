import type { ReactNode } from "react";

interface Props {
  title: string;
  children?: ReactNode;
}

/** What stands in place of the list when there is nothing to list. */
export function FeedMessage({ title, children }: Props) {
  return (
    <div className="message" role="status">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
