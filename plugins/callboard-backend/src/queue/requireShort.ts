import { JsonObject } from '@backstage/types';
import { InputError } from '@backstage/errors';
import { MAX_PAYLOAD_LENGTH } from './Job';

/** @throws InputError if a payload is too long to store */
export function requireShort(queue: string, payload: JsonObject): void {
  const { length } = JSON.stringify(payload);
  if (length > MAX_PAYLOAD_LENGTH) {
    throw new InputError(
      `A job of ${queue} has a payload of ${length} characters; at most ${MAX_PAYLOAD_LENGTH} are possible`,
    );
  }
}
