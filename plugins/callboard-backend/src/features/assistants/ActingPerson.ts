import {
  CallParts,
  Endpoint,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Caller } from '../../access/Caller';
import { ContractRouter } from '../../http/ContractRouter';
import { ActivityPrivacy } from '../../pseudonyms/ActivityPrivacy';

/** A person for whom an assistant reads and acts. */
export class ActingPerson {
  constructor(
    private readonly caller: Caller,
    private readonly deps: { router: ContractRouter; privacy: ActivityPrivacy },
  ) {}

  /** Their User reference. */
  get user_ref(): string {
    return this.caller.user_ref;
  }

  /**
   * Calls an endpoint as they could themselves.
   *
   * @throws whatever the endpoint refuses
   */
  call<E extends Endpoint>(
    endpoint: E,
    parts: CallParts<E>,
  ): Promise<ResponseOf<E>> {
    return this.deps.router.call(this.caller, endpoint, parts);
  }

  /** Whether the activity log shows them who somebody is. */
  async seesNames(): Promise<boolean> {
    return (
      (await this.deps.privacy.openPseudonymiser(this.caller)) === undefined
    );
  }
}
