import { FirstBad } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../../changes/RecordedChange';

/** What all traces of a check say of it. */
export function verificationTrace(workspace_id: string, id: string) {
  return {
    workspace_id,
    visibility: 'admins' as const,
    entity_type: 'activity_verification' as const,
    entity_id: id,
    entity_label: null,
  };
}

/** The trace of what a check has found. */
export function foundTampering(
  workspace_id: string,
  id: string,
  first_bad: FirstBad,
): RecordedChange {
  return {
    ...verificationTrace(workspace_id, id),
    action: 'tamper_found',
    before: { id, first_bad: null },
    after: { id, first_bad: { ...first_bad } },
  };
}
