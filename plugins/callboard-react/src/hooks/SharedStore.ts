import { useEffect, useState, useSyncExternalStore } from 'react';

/** State that components read with `useSyncExternalStore`. */
export class SharedStore {
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  protected notify(): void {
    this.#listeners.forEach(listener => listener());
  }
}

/**
 * State that only one host at a time shows. Pages, cards and the header register as hosts; the
 * first of them shows it.
 */
export class HostedStore extends SharedStore {
  #hosts: readonly object[] = [];

  get hasHosts(): boolean {
    return this.#hosts.length > 0;
  }

  isShownBy(host: object): boolean {
    return this.#hosts[0] === host;
  }

  addHost(host: object): () => void {
    this.#hosts = [...this.#hosts, host];
    this.notify();
    return () => {
      this.#hosts = this.#hosts.filter(other => other !== host);
      this.notify();
    };
  }
}

/** Registers the component as a host. Returns whether this component shows the state. */
export function useIsShowingHost(store: HostedStore): boolean {
  const [host] = useState(() => ({}));
  useEffect(() => store.addHost(host), [store, host]);
  return useSyncExternalStore(store.subscribe, () => store.isShownBy(host));
}
