import type { ReactNode } from 'react';

/** The note below a cell: the parsed value, or the error. */
export function CellNote(props: {
  id: string;
  isProblem: boolean;
  children: ReactNode;
}) {
  return (
    <span
      id={props.id}
      role={props.isProblem ? 'alert' : undefined}
      className={props.isProblem ? 'note problem' : 'note'}
    >
      {props.children}
    </span>
  );
}
