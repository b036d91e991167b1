import type { Command } from './useCommand';

/**
 * Whether the search of the portal is open, and which part of the page shows it. Pages,
 * cards and the header each could; the first of them does, so there is one dialog and
 * one shortcut, whatever is on the page. It also holds the commands that the parts of the
 * page offer there.
 */
export class SearchDialogState {
  #isOpen = false;
  #hosts: readonly symbol[] = [];
  /** The latest first. */
  #offered: readonly Command[] = [];
  #commands: readonly Command[] = [];
  readonly #listeners = new Set<() => void>();

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The commands on offer, in the order of their titles. */
  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** The one that shows it. */
  get host(): symbol | undefined {
    return this.#hosts[0];
  }

  /**
   * Offers to show the search.
   *
   * @returns takes the offer back
   */
  join(host: symbol): () => void {
    this.#hosts = [...this.#hosts, host];
    this.#tell();
    return () => {
      this.#hosts = this.#hosts.filter(other => other !== host);
      this.#tell();
    };
  }

  /**
   * Offers a command, in place of any other with the same id: the page knows better than
   * what is around it.
   *
   * @returns takes the offer back
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
    this.#tell();
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
    this.#tell();
  }

  #tell(): void {
    this.#listeners.forEach(listener => listener());
  }
}
