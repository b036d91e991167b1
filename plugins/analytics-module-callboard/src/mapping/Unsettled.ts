import { NewActivity } from '@callboard/plugin-callboard-common';
import { Environment } from '../environment/Environment';
import { getSupersedeWindow } from './getSupersedeWindow';
import { supersede } from './supersede';

/** Holds back the last activity as long as the next one may supersede it. */
export class Unsettled {
  readonly #environment: Environment;
  readonly #settled: (activity: NewActivity) => void;
  #pending: NewActivity | undefined;
  #cancel: () => void = () => {};

  constructor(
    environment: Environment,
    settled: (activity: NewActivity) => void,
  ) {
    this.#environment = environment;
    this.#settled = settled;
  }

  /** Takes an activity, which may supersede the one held back. */
  take(activity: NewActivity): void {
    const better = this.#pending && supersede(this.#pending, activity);
    if (better) {
      this.drop();
    } else {
      this.flush();
    }
    this.#pending = better ?? activity;
    const wait = getSupersedeWindow(this.#pending);
    if (wait === 0) {
      this.flush();
    } else {
      this.#cancel = this.#environment.schedule(wait, () => this.flush());
    }
  }

  /** Releases the activity held back. */
  flush(): void {
    const pending = this.#pending;
    this.drop();
    if (pending) {
      this.#settled(pending);
    }
  }

  /** Discards the activity held back. */
  drop(): void {
    this.#cancel();
    this.#pending = undefined;
  }
}
