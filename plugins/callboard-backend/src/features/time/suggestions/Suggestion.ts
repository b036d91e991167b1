import { TimeSuggestion } from '@callboard/plugin-callboard-common';
import { createHash } from 'crypto';
import { UnloggedTime } from '../unloggedTimes/UnloggedTimeStore';
import { minutesOf } from '../rules/fitSpans';
import { SuggestedSpan } from '../rules/suggestedSpans';
import { toTimerResponse } from '../timers/TimerRow';
import { LoggableItem } from '../worklogs/LoggableItems';
import { OwnAct } from './listOwnActions';

/** How many acts a suggestion shows. */
const MOST_EVIDENCE = 20;

/** An entry that somebody could make, and the kept time that it would be of, if any. */
export interface Suggestion {
  workspace_id: string;
  shown: TimeSuggestion;
  unlogged?: UnloggedTime;
}

/** A kept time as a suggestion. */
export function suggestUnloggedTime(
  unlogged: UnloggedTime,
  item: LoggableItem | undefined,
): Suggestion {
  const { id, project_id, date, started_at, ended_at, minutes } = unlogged;
  const { work_item, workspace_slug, description } = toTimerResponse(
    unlogged,
    item?.isSeen ?? false,
  );
  return {
    workspace_id: unlogged.workspace_id,
    unlogged,
    shown: {
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

/** Time that somebody seems to have spent on an item as a suggestion. */
export function suggestionOfSpan(
  span: SuggestedSpan<OwnAct>,
  { id, identifier, title, project }: LoggableItem,
  { date, workspace_slug }: { date: string; workspace_slug: string },
): Suggestion {
  return {
    workspace_id: project.workspace_id,
    shown: {
      id: digestOf([date, id, span.actions[0].id]),
      kind: 'activity',
      workspace_slug,
      project_id: project.id,
      work_item: { id, identifier, title },
      date,
      started_at: new Date(span.from).toISOString(),
      ended_at: new Date(span.to).toISOString(),
      minutes: minutesOf(span),
      description: null,
      reason: null,
      evidence: span.actions.slice(0, MOST_EVIDENCE).map(act => ({
        at: new Date(act.at).toISOString(),
        action: act.action,
        entity_type: act.entity_type,
        label: act.label,
      })),
    },
  };
}

/** What the same evidence has the same of: 43 characters. */
function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('base64url');
}
