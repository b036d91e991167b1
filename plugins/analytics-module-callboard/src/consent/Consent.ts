import { StorageApi } from '@backstage/frontend-plugin-api';
import { Environment } from '../environment/Environment';
import { Decision, observeDecision } from './observeDecision';

const PREFIX = 'callboard.activity/decision';

/**
 * Whether a person agrees to capture.
 *
 * A settings server that cannot be reached looks the same as a person who never
 * decided. So the last decision is also remembered in the browser: whoever
 * opted out stays out until they say otherwise, and other tabs learn of it at
 * once even where the settings server does not tell them.
 */
export class Consent {
  readonly #environment: Environment;
  readonly #key: string;
  #decision: Decision = 'unknown';
  readonly #stops: Array<() => void> = [];

  constructor(environment: Environment, userRef: string) {
    this.#environment = environment;
    this.#key = `${PREFIX}/${encodeURIComponent(userRef)}`;
  }

  /** Follows the decision, calling back whenever it has changed. */
  follow(storageApi: StorageApi, onChange: () => void): void {
    const change = (decision: Decision) => {
      if (decision !== this.#decision) {
        this.#decision = decision;
        onChange();
      }
    };
    const otherTabDecided = () => {
      const remembered = this.#remembered();
      if (remembered) {
        change(remembered);
      }
    };
    const portalTells = (decision: Decision) => {
      if (decision === 'silent') {
        change(this.#remembered() ?? 'silent');
      } else {
        this.#remember(decision);
        change(decision);
      }
    };
    this.#stops.push(this.#environment.on('storage', otherTabDecided));
    try {
      this.#stops.push(observeDecision(storageApi, portalTells));
    } catch {
      // Without an answer the decision stays unknown, and nothing is sent.
    }
  }

  /** Whether events may be kept until the decision is known. */
  get mayKeep(): boolean {
    return this.#decision !== 'out' && this.#remembered() !== 'out';
  }

  /** Whether events may be sent. */
  get maySend(): boolean {
    return this.#decision !== 'unknown' && this.mayKeep;
  }

  /** Ends following. */
  stop(): void {
    this.#stops.forEach(stop => stop());
  }

  #remembered(): 'out' | 'in' | undefined {
    try {
      const decision = this.#environment.storage?.getItem(this.#key);
      return decision === 'out' || decision === 'in' ? decision : undefined;
    } catch {
      return undefined;
    }
  }

  #remember(decision: Decision): void {
    try {
      if (this.#remembered() !== decision) {
        this.#environment.storage?.setItem(this.#key, decision);
      }
    } catch {
      // The portal's own storage still knows.
    }
  }
}
