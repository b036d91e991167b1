import { Knex } from 'knex';
import { compact, uniq, uniqBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { getDateInZone } from '../../../database/zones';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { DraftPerson, matchPeople } from '../../../core/people/matchPeople';
import { iterateInSteps } from '../../../kernel/yielding';
import { splitTimerDays } from '../rules/splitTimerDays';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { buildWorklog, readWorklogOwners } from '../worklogs/buildWorklog';
import { findWorklogProblems } from '../worklogs/findWorklogProblems';
import { WorklogPair } from '../worklogs/WorklogRow';
import { chooseItem, ItemQuery, lookUpItems } from './lookUpItems';
import {
  DigestedDraft,
  PlannedWorklog,
  DraftWithOwner,
  ResolvedDraft,
  WorklogFile,
  DraftField,
  getTaskKey,
} from './WorklogDraft';
import { MappableNames } from './MappableNames';
import { WorklogMapping } from './WorklogMapping';
import {
  createUnchangedCheck,
  findKnownDigests,
  RowDigests,
} from './previousImports';

const MINUTE_MS = 60_000;

const otherPersonRejection = {
  reason: 'is another person. Only workspace admins can import time for others',
};

export interface MappedFile extends WorklogFile {
  mapping: WorklogMapping;
  names: MappableNames;
}

/** The rows of a file, divided into rows whose person is known and rows that failed. */
interface ResolvedOwners {
  draftsWithOwners: DraftWithOwner[];
  /**
   * The rows that failed because their person is unknown, with the caller as `logged_by`. The
   * import only lists the tasks of these rows, so that admins can map the tasks. Empty if the
   * caller is not an admin.
   */
  failedDrafts: DraftWithOwner[];
}

function mapPerson(person: DraftPerson, mapping: WorklogMapping): DraftPerson {
  const user_ref = mapping.findPerson(person);
  return user_ref === undefined
    ? person
    : { user_ref, email: null, username: null, name: null };
}

/**
 * Resolves the person of each row: the caller, if the row names nobody. A row fails if its person
 * is unknown, or if the caller may not import time for that person. Skips a row that Callboard
 * exported if the row still has the values of the exported worklog.
 */
export async function resolveOwners(
  knex: Knex,
  audience: ProjectAudience,
  context: RequestContext,
  file: MappedFile,
): Promise<ResolvedOwners> {
  const { caller, workspace, role } = context;
  const { drafts, mapping, names } = file;
  const people = compact(uniq(drafts.map(({ person }) => person)));
  const mappedPeople = new Map(
    people.map(person => [person, mapPerson(person, mapping)]),
  );
  const matchPerson = await matchPeople(knex, audience, workspace.id, [
    ...mappedPeople.values(),
  ]);
  const isUnchanged = await createUnchangedCheck(knex, context, drafts);
  const { user_ref } = caller;
  const resolved: ResolvedOwners = { draftsWithOwners: [], failedDrafts: [] };
  for await (const draft of iterateInSteps(drafts)) {
    const person = draft.person && mappedPeople.get(draft.person);
    const match = person ? matchPerson(person) : { user_ref };
    const namedPerson = 'user_ref' in match ? match : person!;
    if (isUnchanged(draft, namedPerson.user_ref)) {
      continue;
    }
    const isOwn = 'user_ref' in match && match.user_ref === user_ref;
    // Only admins learn whether other people exist.
    const owner = isOwn || role === 'admin' ? match : otherPersonRejection;
    if (draft.person) {
      names.addPerson(draft.person, 'user_ref' in owner);
    }
    if ('user_ref' in owner) {
      resolved.draftsWithOwners.push({ draft, logged_by: owner.user_ref });
    } else {
      failDraft(file, draft.row, 'logged_by', owner.reason);
      // Admins can map people and tasks in one step, so the result also lists the tasks of failed
      // rows.
      if (role === 'admin') {
        resolved.failedDrafts.push({ draft, logged_by: user_ref });
      }
    }
  }
  return resolved;
}

/**
 * Plans which worklogs to create from the rows of a file, and records errors in the file's report.
 * Stores nothing. Except in a dry run, the caller must have locked the people with `lockPeople`.
 */
export async function planWorklogs(
  audience: ProjectAudience,
  readContext: { tx: Knex; now: number },
  context: RequestContext,
  file: MappedFile,
  { draftsWithOwners, failedDrafts }: ResolvedOwners,
): Promise<WorklogPair[]> {
  const { tx } = readContext;
  const daily = await splitByDay(tx, context, file, draftsWithOwners);
  const resolved = await resolveItems(
    tx,
    audience,
    context,
    file,
    daily,
    failedDrafts,
  );
  const unimported = await omitImportedRows(tx, context, file, resolved);
  const planned = await buildNewWorklogs(
    readContext,
    context,
    file,
    unimported,
  );
  const problems = await findWorklogProblems(
    readContext,
    context.workspace,
    planned.map(({ pair }) => pair),
    index => planned[index].row,
  );
  for (const { index, field, reason } of problems) {
    failDraft(file, planned[index].row, field, reason);
  }
  const valid = planned.filter(({ row }) => !file.report.hasFailed(row));
  valid.forEach(({ row }) => file.report.markCreated(row));
  return valid.map(({ pair }) => pair);
}

/**
 * Resolves the item of each row. A row fails if its person can log time neither on the items that
 * the row names nor on the item to which the row's task is mapped.
 *
 * @param failedDrafts - rows that have failed. Only adds their tasks to `file.names`
 */
async function resolveItems(
  knex: Knex,
  audience: ProjectAudience,
  { caller, workspace }: RequestContext,
  file: MappedFile,
  draftsWithOwners: readonly DraftWithOwner[],
  failedDrafts: readonly DraftWithOwner[],
): Promise<ResolvedDraft[]> {
  const { mapping, names, searched } = file;
  const all = [...draftsWithOwners, ...failedDrafts];
  const queries: ItemQuery[] = [];
  for await (const { draft, logged_by } of iterateInSteps(all)) {
    const mapped = mapping.findItemKey(draft.fileTask);
    queries.push({
      logged_by,
      identifiers: compact([...draft.identifiers, mapped]),
    });
  }
  const findItem = await lookUpItems(
    knex,
    audience,
    workspace.id,
    uniqBy(queries, ({ logged_by, identifiers }) =>
      [logged_by, ...identifiers].join(' '),
    ),
    mapping.plannedItems,
  );
  const resolved: ResolvedDraft[] = [];
  for await (const draftWithOwner of iterateInSteps(all)) {
    const { draft, logged_by } = draftWithOwner;
    const { namesVisibleItem, ...choice } = chooseItem(
      draftWithOwner,
      findItem,
      {
        isOwn: logged_by === caller.user_ref,
        searched,
        mapped: mapping.findItemKey(draft.fileTask),
      },
    );
    if (!namesVisibleItem) {
      names.addTask(draft);
    }
    if (file.report.hasFailed(draft.row)) {
      continue;
    }
    if ('item' in choice) {
      resolved.push({ ...draftWithOwner, ...choice });
    } else {
      failDraft(file, draft.row, 'work_item', choice.reason);
    }
  }
  return resolved;
}

async function omitImportedRows(
  knex: Knex,
  { workspace }: RequestContext,
  file: MappedFile,
  resolved: readonly ResolvedDraft[],
): Promise<DigestedDraft[]> {
  const digests = new RowDigests(file.format);
  const digested: DigestedDraft[] = [];
  for await (const resolvedDraft of iterateInSteps(resolved)) {
    const { draft, logged_by, item, isMapped } = resolvedDraft;
    const digest = digests.computeNextDigest(draft, {
      logged_by,
      target: isMapped ? getTaskKey(draft.fileTask) : item.id,
    });
    digested.push({ ...resolvedDraft, digest });
  }
  const knownDigests = await findKnownDigests(
    knex,
    workspace.id,
    digested.map(({ digest }) => digest),
  );
  return digested.filter(({ digest }) => !knownDigests.has(digest));
}

async function buildNewWorklogs(
  readContext: { tx: Knex; now: number },
  { workspace }: RequestContext,
  { format }: WorklogFile,
  resolved: readonly DigestedDraft[],
): Promise<PlannedWorklog[]> {
  const { tx } = readContext;
  const refs = uniq(resolved.map(({ logged_by }) => logged_by));
  const getOwner = await readWorklogOwners(tx, workspace.id, refs);
  const { activity_types } = workspaceSettings.parseValues(workspace.settings);
  const spellings = new Map(
    activity_types.map(type => [type.toLowerCase(), type]),
  );
  const planned: PlannedWorklog[] = [];
  for await (const { draft, logged_by, item, digest } of iterateInSteps(
    resolved,
  )) {
    const { activity_type } = draft;
    // Stores a type that the workspace does not list only if Callboard exported the file. The types
    // of other tools rarely match the types of the workspace.
    const fallbackType = format === 'callboard' ? activity_type : null;
    const after = buildWorklog(
      readContext,
      {
        workspace,
        item,
        ...getOwner(logged_by),
        source: 'ingest',
        external_digest: digest,
      },
      {
        ...draft,
        activity_type:
          spellings.get(activity_type?.toLowerCase() ?? '') ?? fallbackType,
      },
    );
    planned.push({ row: draft.row, pair: { before: null, after } });
  }
  return planned;
}

/**
 * Splits each row with a start into one draft per day in the time zone of the row's person, as
 * timers do. A row fails if its dated start is on another day than the row's day.
 */
async function splitByDay(
  knex: Knex,
  { workspace }: RequestContext,
  file: MappedFile,
  draftsWithOwners: readonly DraftWithOwner[],
): Promise<DraftWithOwner[]> {
  const refs = uniq(draftsWithOwners.map(({ logged_by }) => logged_by));
  const getTimeZone = await readTimeZones(knex, refs);
  const daily: DraftWithOwner[] = [];
  for await (const draftWithOwner of iterateInSteps(draftsWithOwners)) {
    const { draft, logged_by } = draftWithOwner;
    const { entry_id, started_at, logged_at, duration_minutes } = draft;
    if (started_at === null) {
      daily.push(draftWithOwner);
      continue;
    }
    const zone = getTimeZone(logged_by, workspace);
    const from = Date.parse(started_at);
    const date = getDateInZone(from, zone);
    // The person may have logged an exported worklog in another time zone.
    const hasExportedDay =
      entry_id !== null && isDateInAnyZone(from, logged_at);
    if (hasExportedDay) {
      daily.push(draftWithOwner);
    } else if (draft.hasDatedStart && date !== logged_at) {
      failDraft(
        file,
        draft.row,
        'logged_at',
        `must be ${date}, the day of the start in ${zone}`,
      );
    } else {
      const to = from + duration_minutes * MINUTE_MS;
      daily.push(
        ...splitTimerDays(from, to, { zone, rounding_minutes: 0 }).map(day => ({
          logged_by,
          draft: {
            ...draft,
            logged_at: day.date,
            started_at: new Date(day.from).toISOString(),
            duration_minutes: day.minutes,
          },
        })),
      );
    }
  }
  return daily;
}

/** Whether a date is the date of an instant in any time zone. */
function isDateInAnyZone(ms: number, date: string): boolean {
  return (
    getDateInZone(ms, 'Etc/GMT+12') <= date &&
    date <= getDateInZone(ms, 'Pacific/Kiritimati')
  );
}

/** Records an error for a row under the name of the field's column in the file. */
function failDraft(
  { report, columns }: Pick<WorklogFile, 'report' | 'columns'>,
  row: number,
  field: DraftField,
  reason: string,
): void {
  const column = columns[field];
  const labelledReason = `${field.replaceAll('_', ' ')}: ${reason}`;
  report.fail(row, column, column === null ? labelledReason : reason);
}
