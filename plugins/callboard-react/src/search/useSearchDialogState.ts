import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, type ReactElement } from 'react';
import { createPortalSingletonHook } from '../hooks/createPortalSingletonHook';
import { HostedStore } from '../hooks/SharedStore';
import { isApplePlatform } from '../hooks/useShortcut';
import { callboardReactTranslationRef } from '../translation';

export function getQuickSearchShortcutName(): string {
  return isApplePlatform() ? '⌘K' : 'Ctrl+K';
}

/**
 * Whether a key event opens the quick search. Excludes rich text editors, where the keys insert a
 * link, and Ctrl+K on a Mac, which deletes to the end of the line.
 */
export function isQuickSearchShortcut(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    // The event of the browser's autofill has no key.
    event.key?.toLowerCase() === 'k' &&
    (isApplePlatform() ? event.metaKey && !event.ctrlKey : event.ctrlKey) &&
    !event.altKey &&
    !event.shiftKey &&
    !event.defaultPrevented &&
    !(target instanceof HTMLElement && target.isContentEditable)
  );
}

/** Stores whether the quick search is open, and the commands that components add to it. */
class SearchDialogState extends HostedStore {
  #isOpen = false;
  /** Newest first. */
  #addedCommands: readonly Command[] = [];
  #commands: readonly Command[] = [];

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The available commands, sorted by title. */
  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** Adds a command, which overrides earlier ones with its id; returns a function to remove it. */
  addCommand(command: Command): () => void {
    this.#addedCommands = [command, ...this.#addedCommands];
    this.#sortCommands();
    return () => {
      this.#addedCommands = this.#addedCommands.filter(
        other => other !== command,
      );
      this.#sortCommands();
    };
  }

  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.notify();
  }

  #sortCommands(): void {
    const ids = this.#addedCommands.map(({ id }) => id);
    this.#commands = this.#addedCommands
      .filter(({ id }, index) => ids.indexOf(id) === index)
      .sort((a, b) => a.title.localeCompare(b.title));
    this.notify();
  }
}

export const useSearchDialogState = createPortalSingletonHook(
  () => new SearchDialogState(),
);

/** Returns a function that opens the search, with its label and shortcut. @public */
export function useOpenSearch(): {
  name: string;
  open: () => void;
  keys: string;
} {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const state = useSearchDialogState();
  return {
    name: t('find.sidebar'),
    open: () => state.setOpen(true),
    keys: getQuickSearchShortcutName(),
  };
}

/** An action that the search offers next to its results. @public */
export interface Command {
  /** If several commands share an id, the one added last is offered. */
  id: string;
  /** A verb with its object, such as "Log time". */
  title: string;
  icon: ReactElement;
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
