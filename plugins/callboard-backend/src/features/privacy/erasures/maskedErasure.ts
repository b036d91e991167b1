import { Erasure } from '@callboard/plugin-callboard-common';
import { ActivityMask } from '../../../pseudonyms/ActivityMask';

/**
 * An erasure as somebody sees it; without names if there is a mask.
 *
 * @param workspace_id - whose pseudonyms to use
 */
export function maskedErasure(
  erasure: Erasure,
  workspace_id: string,
  mask: ActivityMask | undefined,
): Erasure {
  if (!mask) {
    return erasure;
  }
  const { reason, requested_by } = erasure;
  return {
    ...erasure,
    reason: mask.text(reason),
    requested_by: mask.person(workspace_id, requested_by).user_id,
  };
}
