import {
  CallParts,
  Endpoint,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Caller } from '../../access/Caller';
import { ContractRouter } from '../../http/ContractRouter';
import { ActivityPrivacy } from '../../pseudonyms/ActivityPrivacy';

/** A user on whose behalf an assistant reads and acts. */
export class AssistantUser {
  constructor(
    private readonly caller: Caller,
    private readonly deps: { router: ContractRouter; privacy: ActivityPrivacy },
  ) {}

  /** Their User reference. */
  get user_ref(): string {
    return this.caller.user_ref;
  }

  /**
   * Calls an endpoint as this user.
   *
   * @throws the errors of the endpoint
   */
  call<E extends Endpoint>(
    endpoint: E,
    parts: CallParts<E>,
  ): Promise<ResponseOf<E>> {
    return this.deps.router.call(this.caller, endpoint, parts);
  }

  /** Whether they see names in the activity log. */
  async seesNames(): Promise<boolean> {
    return (
      (await this.deps.privacy.openPseudonymiser(this.caller)) === undefined
    );
  }
}
