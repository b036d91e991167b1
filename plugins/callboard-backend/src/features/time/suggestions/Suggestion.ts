import { TimeSuggestion } from '@callboard/plugin-callboard-common';
import { createHash } from 'crypto';
import { getSpanMinutes, SuggestedSpan } from '../rules/suggestSpans';
import { toTimerResponse, UnloggedTime } from '../timers/TimerRow';
import { ItemWithRights } from '../worklogs/LoggableItems';
import { OwnAction } from './listOwnActions';

const MAX_EVIDENCE = 20;

/** A suggested worklog, and the unlogged time it is based on, if any. */
export interface Suggestion {
  workspace_id: string;
  response: TimeSuggestion;
  unlogged?: UnloggedTime;
}

export function suggestUnloggedTime(
  unlogged: UnloggedTime,
  item: ItemWithRights | undefined,
): Suggestion {
  const { id, project_id, date, started_at, ended_at, minutes } = unlogged;
  const { work_item, workspace_slug, description } = toTimerResponse(
    unlogged,
    item?.canView ?? false,
  );
  return {
    workspace_id: unlogged.workspace_id,
    unlogged,
    response: {
      id,
      kind: 'timer',
      workspace_slug,
      project_id,
      work_item,
      date,
      started_at,
      ended_at,
      minutes,
      description,
      reason: unlogged.reason,
      evidence: [],
    },
  };
}

export function toSuggestion(
  span: SuggestedSpan<OwnAction>,
  { id, identifier, title, project }: ItemWithRights,
  { date, workspace_slug }: { date: string; workspace_slug: string },
): Suggestion {
  return {
    workspace_id: project.workspace_id,
    response: {
      // The same in each request, because the same values identify the suggestion.
      id: createHash('sha256')
        .update([date, id, span.actions[0].id].join(' '))
        .digest('base64url'),
      kind: 'activity',
      workspace_slug,
      project_id: project.id,
      work_item: { id, identifier, title },
      date,
      started_at: new Date(span.from).toISOString(),
      ended_at: new Date(span.to).toISOString(),
      minutes: getSpanMinutes(span),
      description: null,
      reason: null,
      evidence: span.actions.slice(0, MAX_EVIDENCE).map(action => ({
        at: new Date(action.at).toISOString(),
        action: action.action,
        entity_type: action.entity_type,
        label: action.label,
      })),
    },
  };
}
