import { FirstBad } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../../changes/RecordedChange';

/** The common fields of a verification's activity entries. */
export function toVerificationActivity(workspace_id: string, id: string) {
  return {
    workspace_id,
    visibility: 'admins' as const,
    entity_type: 'activity_verification' as const,
    entity_id: id,
    entity_label: null,
  };
}

/** The activity entry of a finding. */
export function toTamperingActivity(
  workspace_id: string,
  id: string,
  first_bad: FirstBad,
): RecordedChange {
  return {
    ...toVerificationActivity(workspace_id, id),
    action: 'tamper_found',
    before: { id, first_bad: null },
    after: { id, first_bad: { ...first_bad } },
  };
}
