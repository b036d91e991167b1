/**
 * Whether the search of the portal is open, and which part of the page shows it. Pages,
 * cards and the header each could; the first of them does, so there is one dialog and
 * one shortcut, whatever is on the page.
 */
export class SearchDialogState {
  #isOpen = false;
  #hosts: readonly symbol[] = [];
  readonly #listeners = new Set<() => void>();

  get isOpen(): boolean {
    return this.#isOpen;
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

  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#listeners.forEach(listener => listener());
  }
}
