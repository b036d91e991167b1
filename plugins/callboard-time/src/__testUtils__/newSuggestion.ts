import type {
  TimeSuggestion,
  WorkItem,
} from '@callboard/plugin-callboard-common';

/** Something that could be logged of the 18th. */
export function newSuggestion(
  item: WorkItem,
  values: Partial<TimeSuggestion> = {},
): TimeSuggestion {
  const { id, identifier, title, project_id } = item;
  return {
    id: `s-${identifier}`,
    kind: 'activity',
    workspace_slug: 'default',
    project_id,
    work_item: { id, identifier, title },
    date: '2026-11-18',
    started_at: '2026-11-18T09:00:00.000Z',
    ended_at: '2026-11-18T09:45:00.000Z',
    minutes: 45,
    description: null,
    reason: null,
    evidence: [
      {
        at: '2026-11-18T09:00:00.000Z',
        action: 'entity_view',
        entity_type: 'work_item',
        label: `${identifier} ${title}`,
      },
    ],
    ...values,
  };
}
