import { Endpoint } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { FuzzRequest } from './FuzzRequest';
import { soundParts, toRequest } from './soundParts';
import { Supply } from './Supply';
import { chooseCaller } from './resources';

/**
 * Generates requests that an endpoint must accept according to the contract. The paths of a few
 * requests identify no resource.
 */
export function intactRequests(
  endpoint: Endpoint,
  supply: Supply,
): fc.Arbitrary<FuzzRequest> {
  const hasParams = Object.keys(endpoint.params.shape).length > 0;
  return fc
    .record({
      parts: soundParts(endpoint, supply),
      isStray: fc.integer({ min: 1, max: 12 }).map(n => hasParams && n === 12),
      choice: fc.nat(),
    })
    .map(({ parts, isStray, choice }) => ({
      callerName: chooseCaller(endpoint),
      isIntact: true,
      isStray,
      ...toRequest(
        endpoint,
        isStray
          ? { ...parts, params: supply.pickStrayParams(endpoint, choice) }
          : parts,
      ),
    }));
}
