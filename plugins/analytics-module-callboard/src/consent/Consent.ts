import { StorageApi } from '@backstage/frontend-plugin-api';
import { Environment } from '../Environment';
import { Decision, observeDecision } from './observeDecision';

const PREFIX = 'callboard.activity/decision';

/**
 * The decision of a user about the capture of their activity, from the portal's storage.
 *
 * While the portal's storage is unreachable, it reports that the user has never decided. So the
 * last decision is also stored in the browser: an opt-out stays valid until the user revokes it,
 * and other tabs learn of a decision at once even if the portal's storage does not notify them.
 */
export class Consent {
  readonly #key: string;
  #decision: Decision = 'unknown';
  readonly #stops: Array<() => void> = [];

  constructor(private readonly environment: Environment, userRef: string) {
    this.#key = `${PREFIX}/${encodeURIComponent(userRef)}`;
  }

  /** Follows the decision, and calls `onChange` whenever it has changed. */
  follow(storageApi: StorageApi, onChange: () => void): void {
    const applyDecision = (decision: Decision) => {
      if (decision !== this.#decision) {
        this.#decision = decision;
        onChange();
      }
    };
    const handleStorageChange = () => {
      const stored = this.#readDecision();
      if (stored) {
        applyDecision(stored);
      }
    };
    const handlePortalDecision = (decision: Decision) => {
      if (decision === 'none') {
        applyDecision(this.#readDecision() ?? 'none');
      } else {
        this.#storeDecision(decision);
        applyDecision(decision);
      }
    };
    this.#stops.push(this.environment.on('storage', handleStorageChange));
    try {
      this.#stops.push(observeDecision(storageApi, handlePortalDecision));
    } catch {
      // Without the portal's storage, the decision stays unknown, and nothing is sent.
    }
  }

  /**
   * Whether events may be stored in this browser. While the decision is unknown, they may, unless
   * the browser has stored an opt-out.
   */
  get mayStore(): boolean {
    return this.#decision !== 'out' && this.#readDecision() !== 'out';
  }

  get maySend(): boolean {
    return this.#decision !== 'unknown' && this.mayStore;
  }

  stop(): void {
    this.#stops.forEach(stop => stop());
  }

  #readDecision(): 'out' | 'in' | undefined {
    try {
      const decision = this.environment.storage?.getItem(this.#key);
      return decision === 'out' || decision === 'in' ? decision : undefined;
    } catch {
      return undefined;
    }
  }

  #storeDecision(decision: Decision): void {
    try {
      if (this.#readDecision() !== decision) {
        this.environment.storage?.setItem(this.#key, decision);
      }
    } catch {
      // The portal's storage still has the decision.
    }
  }
}
