import { Endpoint } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { FuzzRequest, Pools } from './FuzzRequest';
import { soundParts, toRequest } from './soundParts';

/** Requests that an endpoint must accept, by what the contract says. */
export function intactRequests(
  endpoint: Endpoint,
  pools: Pools,
): fc.Arbitrary<FuzzRequest> {
  return soundParts(endpoint, pools).map(parts => ({
    who: 'superAdmin',
    intact: true,
    ...toRequest(endpoint, parts),
  }));
}
