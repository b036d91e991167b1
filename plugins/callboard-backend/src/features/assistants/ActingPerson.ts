import {
  CallParts,
  Endpoint,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Caller } from '../../access/Caller';
import { ContractRouter } from '../../http/ContractRouter';

/** A person for whom an assistant reads and acts. */
export class ActingPerson {
  constructor(
    private readonly caller: Caller,
    private readonly router: ContractRouter,
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
    return this.router.call(this.caller, endpoint, parts);
  }
}
