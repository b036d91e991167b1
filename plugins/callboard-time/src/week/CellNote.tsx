import type { ReactNode } from 'react';

/** Stands below its cell: what was understood, or what is wrong. */
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
