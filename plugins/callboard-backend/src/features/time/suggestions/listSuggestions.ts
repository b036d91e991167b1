import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { toInstantRange, addDays } from '../../../database/zones';
import { TimeCore } from '../TimeCore';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { fitSpans, Interval, suggestSpans } from '../rules/suggestSpans';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { ItemWithRights, getUnloggableReason } from '../worklogs/LoggableItems';
import { buildWorklog } from '../worklogs/buildWorklog';
import { findWorklogProblems } from '../worklogs/findWorklogProblems';
import { OwnAction, listOwnActions } from './listOwnActions';
import { Suggestion, suggestUnloggedTime, toSuggestion } from './Suggestion';
import { listUnloggedTimes, UnloggedTime } from '../timers/TimerRow';

const MINUTE_MS = 60_000;

const HOUR_MS = 3_600_000;

interface SuggestionQuery {
  user_ref: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** An item on which the person can log time for the day, and its workspace. */
interface LogTarget {
  item: ItemWithRights;
  workspace: WorkspaceRow;
}

/** The services behind suggestions. */
export type SuggestionCore = Pick<TimeCore, 'workspaces' | 'items'>;

/**
 * Lists a person's suggestions for a day in all workspaces: first the unlogged times, then the
 * suggestions from the person's activity, both in chronological order. Omits dismissed suggestions.
 *
 * Suggestions from activity overlap neither each other nor logged time, unlogged time or the
 * running timer. They fit into the day's remaining minutes, and are on items on which the person
 * can log time for the day.
 *
 * Runs a constant number of queries, plus some for each workspace with activity.
 */
export async function listSuggestions(
  core: SuggestionCore,
  knex: Knex,
  query: SuggestionQuery,
): Promise<Suggestion[]> {
  const { user_ref, date } = query;
  const unloggedTimes = await listUnloggedTimes(knex, user_ref, {
    from: addDays(date, -1),
    to: addDays(date, 1),
  });
  const unloggedOfDay = unloggedTimes.filter(time => time.date === date);
  const actions = await listOwnActions(
    knex,
    user_ref,
    toIntervalInAnyZone(date),
  );
  const items = await core.items.find(
    knex,
    user_ref,
    [...unloggedOfDay, ...actions].map(({ work_item_id }) => work_item_id),
  );
  const taken = await computeTakenTime(knex, query, unloggedTimes);
  const targets = await findTargets(core, knex, query, [...items.values()]);
  const dismissed = new Set<string>(
    await knex('time_dismissals')
      .where({ user_ref, date })
      .pluck('suggestion_id'),
  );
  return [
    ...unloggedOfDay.map(time =>
      suggestUnloggedTime(time, items.get(time.work_item_id)),
    ),
    ...(
      await draftSuggestions(knex, query, { actions, taken, targets })
    ).filter(({ response }) => !dismissed.has(response.id)),
  ];
}

/** Finds the items on which the person can log time for the day, by id, with their workspaces. */
async function findTargets(
  core: SuggestionCore,
  knex: Knex,
  query: SuggestionQuery,
  items: readonly ItemWithRights[],
): Promise<ReadonlyMap<string, LogTarget>> {
  const loggable = items.filter(
    item => getUnloggableReason(item) === undefined,
  );
  const byWorkspace = groupBy(loggable, item => item.project.workspace_id);
  const workspaces = await core.workspaces.findMany(
    knex,
    Object.keys(byWorkspace),
  );
  const targets = new Map<string, LogTarget>();
  for (const workspace of workspaces) {
    const workspaceItems = byWorkspace[workspace.id];
    if (
      await canLogFor(knex, query, {
        workspace,
        item: workspaceItems[0],
      })
    ) {
      workspaceItems.forEach(item => targets.set(item.id, { item, workspace }));
    }
  }
  return targets;
}

/**
 * Whether the person can log time for the day: the day is not in a submitted or approved period,
 * and not too far in the past or future.
 */
async function canLogFor(
  knex: Knex,
  { user_ref: logged_by, date, now }: SuggestionQuery,
  target: LogTarget,
): Promise<boolean> {
  const after = buildWorklog(
    { now },
    {
      ...target,
      logged_by,
      logged_by_name: logged_by,
      departments: undefined,
      source: 'suggestion',
    },
    { duration_minutes: 1, logged_at: date },
  );
  const problems = await findWorklogProblems(
    { tx: knex, now },
    target.workspace,
    [{ before: null, after }],
  );
  return !problems.some(({ field }) => field === 'logged_at');
}

async function draftSuggestions(
  knex: Knex,
  { user_ref, date, now }: SuggestionQuery,
  {
    actions,
    taken,
    targets,
  }: {
    actions: readonly OwnAction[];
    taken: TakenTime;
    targets: ReadonlyMap<string, LogTarget>;
  },
): Promise<Suggestion[]> {
  const getTimeZone = await readTimeZones(knex, [user_ref]);
  const getTarget = (work_item_id: string) => targets.get(work_item_id)!;
  const spans = suggestSpans(
    actions.filter(({ work_item_id }) => targets.has(work_item_id)),
    taken.busy,
    work_item_id => {
      const zone = getTimeZone(user_ref, getTarget(work_item_id).workspace);
      const { from, to } = toInstantRange(date, date, zone);
      return { from: from!, to: Math.min(to!, now) };
    },
  );
  const remaining = new Map(
    [...targets.values()].map(({ workspace }) => [
      workspace.id,
      { minutes: computeRemainingMinutes(workspace, taken) },
    ]),
  );
  const fitting = fitSpans(spans, {
    logged: taken.minutesByItem,
    getRemainingMinutes: work_item_id =>
      remaining.get(getTarget(work_item_id).workspace.id)!,
  });
  return fitting.map(span => {
    const { item, workspace } = getTarget(span.work_item_id);
    return toSuggestion(span, item, {
      date,
      workspace_slug: workspace.slug,
    });
  });
}

/** The used time of a person's day, in all workspaces. */
interface TakenTime {
  /**
   * Intervals on or around the day that are logged, stored as unlogged time, or covered by the
   * running timer.
   */
  busy: Interval[];
  /** Minutes logged without a start time, by item id. */
  minutesByItem: Map<string, number>;
  /** Minutes of the day that are logged or stored as unlogged time, by workspace id. */
  minutesByWorkspace: Map<string, number>;
}

/**
 * Computes the used time of a person's day, in two queries.
 *
 * @param unlogged - unlogged times of the day and of the days before and after it
 */
async function computeTakenTime(
  knex: Knex,
  { user_ref, date, now }: { user_ref: string; date: string; now: number },
  unlogged: readonly UnloggedTime[],
): Promise<TakenTime> {
  const taken: TakenTime = {
    busy: [],
    minutesByItem: new Map(),
    minutesByWorkspace: new Map(),
  };
  // The index for a person's worklogs starts with the workspace, so the query lists all workspaces.
  const worklogs: any[] = await knex('worklogs')
    .select(
      'workspace_id',
      'work_item_id',
      'logged_at',
      'started_at',
      'duration_minutes',
    )
    .whereIn('workspace_id', knex('workspaces').select('id'))
    .where('logged_by', user_ref)
    .whereBetween('logged_at', [addDays(date, -1), addDays(date, 1)])
    .whereNull('deleted_at');
  for (const worklog of worklogs) {
    const { work_item_id, workspace_id, duration_minutes } = worklog;
    if (worklog.started_at !== null) {
      const from = new Date(worklog.started_at).getTime();
      taken.busy.push({ from, to: from + duration_minutes * MINUTE_MS });
    }
    if (worklog.logged_at === date) {
      addMinutes(taken.minutesByWorkspace, workspace_id, duration_minutes);
      if (worklog.started_at === null) {
        addMinutes(taken.minutesByItem, work_item_id, duration_minutes);
      }
    }
  }
  for (const time of unlogged) {
    taken.busy.push({
      from: Date.parse(time.started_at),
      to: Date.parse(time.ended_at),
    });
    if (time.date === date) {
      addMinutes(taken.minutesByWorkspace, time.workspace_id, time.minutes);
    }
  }
  const timer = await knex('timers').where({ user_ref }).first('started_at');
  if (timer) {
    taken.busy.push({ from: new Date(timer.started_at).getTime(), to: now });
  }
  return taken;
}

function addMinutes(
  sums: Map<string, number>,
  key: string,
  minutes: number,
): void {
  sums.set(key, (sums.get(key) ?? 0) + minutes);
}

/** Returns an interval that contains the day in every time zone. */
function toIntervalInAnyZone(date: string): Interval {
  // UTC offsets range from -12 to +14 hours, so 16 hours before and after the UTC day suffice.
  const midnight = Date.parse(date);
  return { from: midnight - 16 * HOUR_MS, to: midnight + 40 * HOUR_MS };
}

function computeRemainingMinutes(
  workspace: WorkspaceRow,
  { minutesByWorkspace }: TakenTime,
) {
  const { max_minutes_per_day } = workspaceSettings.parseValues(
    workspace.settings,
  );
  return Math.max(
    0,
    max_minutes_per_day - (minutesByWorkspace.get(workspace.id) ?? 0),
  );
}
