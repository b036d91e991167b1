import { createPortalSingletonHook } from '../api/createPortalSingletonHook';
import type { Command } from './useCommand';

/**
 * Stores whether the portal's search is open, and which host shows it. Pages, cards and the header
 * register as hosts; only the first one shows it, so only one dialog and one shortcut exist. It
 * also stores the commands that components add to the search.
 */
class SearchDialogState {
  #isOpen = false;
  #hosts: readonly symbol[] = [];
  /** Newest first. */
  #offered: readonly Command[] = [];
  #commands: readonly Command[] = [];
  readonly #listeners = new Set<() => void>();

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The available commands, sorted by title. */
  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** The host that shows the search. */
  get host(): symbol | undefined {
    return this.#hosts[0];
  }

  /**
   * Registers a host.
   *
   * @returns a function that removes it
   */
  join(host: symbol): () => void {
    this.#hosts = [...this.#hosts, host];
    this.#notify();
    return () => {
      this.#hosts = this.#hosts.filter(other => other !== host);
      this.#notify();
    };
  }

  /**
   * Adds a command and overrides others with the same id: the page knows better than its
   * surroundings.
   *
   * @returns a function that removes it
   */
  addCommand(command: Command): () => void {
    this.#offered = [command, ...this.#offered];
    this.#sortCommands();
    return () => {
      this.#offered = this.#offered.filter(other => other !== command);
      this.#sortCommands();
    };
  }

  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#notify();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #sortCommands(): void {
    const ids = this.#offered.map(({ id }) => id);
    this.#commands = this.#offered
      .filter(({ id }, index) => ids.indexOf(id) === index)
      .sort((a, b) => a.title.localeCompare(b.title));
    this.#notify();
  }

  #notify(): void {
    this.#listeners.forEach(listener => listener());
  }
}

/** The state of the portal's search. */
export const useSearchDialogState = createPortalSingletonHook(
  () => new SearchDialogState(),
);
