import type { FakeCall } from './FakeCall';
import { Refusal } from './Refusal';

/**
 * Rejects a change that is based on another version of a resource.
 *
 * @throws Refusal with status 412
 * @internal
 */
export function checkVersion(
  resource: { version: number },
  { ifMatch }: Pick<FakeCall, 'ifMatch'>,
): void {
  if (ifMatch !== `"${resource.version}"`) {
    throw new Refusal(
      412,
      'The resource was changed after you read it. Reload it, then try again',
    );
  }
}
