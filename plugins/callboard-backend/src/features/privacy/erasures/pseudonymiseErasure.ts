import { Erasure } from '@callboard/plugin-callboard-common';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';

/**
 * An erasure for a viewer; with a pseudonymiser, without names.
 *
 * @param workspace_id - whose pseudonyms to use
 */
export function pseudonymiseErasure(
  erasure: Erasure,
  workspace_id: string,
  pseudonymiser: ActivityPseudonymiser | undefined,
): Erasure {
  if (!pseudonymiser) {
    return erasure;
  }
  const { reason, requested_by } = erasure;
  return {
    ...erasure,
    reason: pseudonymiser.pseudonymiseText(reason),
    requested_by: pseudonymiser.pseudonymisePerson(workspace_id, requested_by)
      .user_id,
  };
}
