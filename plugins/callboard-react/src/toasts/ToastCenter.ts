/** A button in a message. @public */
export interface NoticeAction {
  label: string;
  onClick: () => void;
}

/** A short message over the page. @public */
export interface Notice {
  title: string;
  description?: string;
  status: 'success' | 'danger' | 'info';
  /** What can be done about it at once; the message goes away with it. */
  actions?: readonly NoticeAction[];
  /** Takes back what was done; Ctrl+Z does, too, while the message is there. */
  onUndo?: () => void;
  /**
   * When that was done, or the first of it, in milliseconds since 1970; left out, now.
   * Of two things that Ctrl+Z could take back, it takes the newer one.
   */
  doneAt?: number;
}

/** A message that is shown. */
export interface Toast extends Notice {
  /** No two have the same. */
  id: number;
  doneAt: number;
}

/**
 * Holds the one message that is shown, so that messages never lie over each
 * other. Of several pages and cards that could draw it, one does.
 */
export class ToastCenter {
  #toast: Toast | undefined;
  #count = 0;
  readonly #hosts: object[] = [];
  readonly #listeners = new Set<() => void>();

  /** Whether anything draws messages. */
  get isShown(): boolean {
    return this.#hosts.length > 0;
  }

  /** When that was done which the message offers to take back; -Infinity without one. */
  get undoableSince(): number {
    return this.#toast?.onUndo ? this.#toast.doneAt : -Infinity;
  }

  /** Shows a message in place of the one before. */
  show(notice: Notice): void {
    this.#count += 1;
    const { doneAt = Date.now() } = notice;
    this.#toast = { ...notice, doneAt, id: this.#count };
    this.#tell();
  }

  /** Takes a message away, unless another is shown by now. */
  close(id: number): void {
    if (this.#toast?.id === id) {
      this.#toast = undefined;
      this.#tell();
    }
  }

  /** The message for one of the places that could draw it. */
  toastFor(host: object): Toast | undefined {
    return this.#hosts[0] === host ? this.#toast : undefined;
  }

  /** Offers a place that can draw messages, until it is taken back. */
  addHost(host: object): () => void {
    this.#hosts.push(host);
    this.#tell();
    return () => {
      this.#hosts.splice(this.#hosts.indexOf(host), 1);
      this.#tell();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell() {
    this.#listeners.forEach(listener => listener());
  }
}
