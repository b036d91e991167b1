import {
  Environment,
  LockRequests,
  PageSignal,
  TextStorage,
} from '../Environment';

/** A browser with a manual clock, shared by any number of tabs. */
export class FakeBrowser {
  time = Date.UTC(2030, 0, 1);
  hasLocks = true;
  /** Whether the storage works, is full, or rejects every access. */
  storageState: 'working' | 'full' | 'blocked' = 'working';
  /** Waits for real-time work, such as requests. */
  waitForIdle: () => Promise<void> = async () => {};
  readonly stored = new Map<string, string>();
  readonly #locks = new Set<string>();
  #timers: Array<{ at: number; run: () => void }> = [];
  #ids = 0;

  /** Opens a tab. */
  openTab(pathname = '/') {
    const listeners: Array<[PageSignal, () => void]> = [];
    const environment: Environment = {
      now: () => this.time,
      getRandomNumber: () => 0.5,
      createId: () => {
        this.#ids += 1;
        const digits = String(this.#ids).padStart(12, '0');
        return `00000000-0000-4000-8000-${digits}`;
      },
      schedule: (milliseconds, run) => {
        const timer = { at: this.time + milliseconds, run };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter(other => other !== timer);
        };
      },
      storage: this.#createStorage(),
      locks: this.hasLocks ? this.#createLocks() : undefined,
      getLocation: () => ({ pathname, search: '' }),
      on: (signal, listener) => {
        const subscription: [PageSignal, () => void] = [signal, listener];
        listeners.push(subscription);
        return () => void listeners.splice(listeners.indexOf(subscription), 1);
      },
    };
    const emitSignal = (expected: PageSignal) =>
      listeners
        .filter(([name]) => name === expected)
        .forEach(([, listener]) => listener());
    return { environment, emitSignal };
  }

  /** Advances the clock, and runs all timers that are due until then. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await this.waitForIdle();
    for (;;) {
      const [next] = this.#timers
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await this.waitForIdle();
    }
    this.time = end;
  }

  #createStorage(): TextStorage {
    const { stored } = this;
    const checkAccess = (isWrite = false) => {
      if (this.storageState === 'blocked') {
        throw new DOMException('blocked', 'SecurityError');
      }
      if (this.storageState === 'full' && isWrite) {
        throw new DOMException('full', 'QuotaExceededError');
      }
    };
    return {
      get length() {
        checkAccess();
        return stored.size;
      },
      key(index) {
        checkAccess();
        return [...stored.keys()][index] ?? null;
      },
      getItem(key) {
        checkAccess();
        return stored.get(key) ?? null;
      },
      removeItem(key) {
        checkAccess();
        stored.delete(key);
      },
      setItem(key, value) {
        checkAccess(true);
        stored.set(key, value);
      },
    };
  }

  #createLocks(): LockRequests {
    return {
      request: async (name, { ifAvailable }, callback) => {
        if (this.#locks.has(name)) {
          return ifAvailable ? callback(null) : new Promise(() => {});
        }
        this.#locks.add(name);
        try {
          return await callback({ name });
        } finally {
          this.#locks.delete(name);
        }
      },
    };
  }
}
