import { useEffect, useRef, type ReactElement } from 'react';
import { useSearchDialogState } from './useSearchDialogState';

/** An action that the search offers beside its results. @public */
export interface Command {
  /** One command of an id is offered at a time: the one that was added last. */
  id: string;
  /** A verb with its object, such as "Log time". */
  title: string;
  icon: ReactElement;
  /** The shortcut that does the same. */
  keys?: string;
  run: () => void;
}

/**
 * Offers a command in the search as long as the component is mounted.
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
