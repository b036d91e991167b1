import { useEffect, useRef, type ReactElement } from 'react';
import { useSearchDialogState } from './useSearchDialogState';

/** An action that the search offers next to its results. @public */
export interface Command {
  /** If several commands share an id, the one added last is offered. */
  id: string;
  /** A verb with its object, such as "Log time". */
  title: string;
  icon: ReactElement;
  /** The keyboard shortcut of the same action. */
  keys?: string;
  run: () => void;
}

/**
 * Adds a command to the search while the component is mounted.
 *
 * @param command - undefined while the person cannot use it
 * @public
 */
export function useCommand(command: Command | undefined): void {
  const state = useSearchDialogState();
  const latest = useRef(command);
  latest.current = command;
  const { id, title, keys } = command ?? {};
  useEffect(
    () =>
      id && title
        ? state.addCommand({
            id,
            title,
            keys,
            icon: latest.current!.icon,
            run: () => latest.current?.run(),
          })
        : undefined,
    [state, id, title, keys],
  );
}
