import {
  endpoints,
  formatMention,
  IngestedWorkItem,
} from '@callboard/plugin-callboard-common';
import { SeedWorkChange } from '@callboard/plugin-callboard-node';
import {
  chunk,
  find,
  groupBy,
  keyBy,
  last,
  range,
  sortBy,
  union,
} from 'lodash';
import { software } from '../company/entities';
import { DEFAULT_SETTINGS } from '../DemoService';
import { DemoYear, SLUG } from '../DemoYear';
import { createHistory, ItemPatch } from './history';
import { createIssues, ingest, Issues, UNRESOLVED_GROUPS } from './issues';
import { labels, vocabulary } from './items';
import {
  createContext,
  isAssignedToProject,
  ProjectContext,
  projects,
} from './projects';
import { ALEX_REF, MAX_REF, MONA_REF } from '../company/people';
import { WEEK_MS } from '../Calendar';

const ISSUE_URL = 'https://github.com/lantern/payments/issues/128';
const ISSUE_ID = '2990000128';

const maxMention = formatMention(MAX_REF);

/**
 * Returns the steps that store an issue with every kind of change: GitHub creates it, people change
 * it, and GitHub changes it again.
 *
 * @param ids - the ids of the states and cycles of the project, by name
 */
function createExampleSteps(
  { services }: DemoYear,
  { project, calendar, start }: ProjectContext,
  pid: string,
  ids: Record<string, string>,
) {
  /** Returns a moment in the last tenth of the project's time: `part` 0 is its start, 1 its end. */
  const getMoment = (part: number) => {
    const length = calendar.length - 0.01 - start;
    return calendar.getWorkingMoment(start + (0.9 + part / 10) * length);
  };
  const getTimes = (part: number) => {
    const moment = getMoment(part).toISOString();
    return { created_at: moment, updated_at: moment };
  };
  const issue: IngestedWorkItem = {
    entity_ref: project.entity_ref,
    external_id: ISSUE_ID,
    external_url: ISSUE_URL,
    title: 'A split refund loses a cent',
    description:
      '## What happens\n\nA refund of **€10.01** in two parts pays back €10.00.\n\n## What should happen\n\nThe parts add up to the whole.',
    labels: ['bug'],
    state_groups: UNRESOLVED_GROUPS,
    created_by: MONA_REF,
    ...getTimes(0),
  };
  const changed = {
    ...issue,
    title: 'A refund in several parts loses cents',
    labels: ['bug', 'customer request'],
    updated_at: getMoment(0.69).toISOString(),
  };
  const issueComment = {
    external_id: `${ISSUE_ID}-1`,
    external_url: `${ISSUE_URL}#issuecomment-1`,
    work_item_external_id: ISSUE_ID,
    author_name: 'tilde-lamps',
    body: 'We see the same with three parts: two cents are missing.',
    ...getTimes(0.6),
  };
  const nextWeek = new Date(getMoment(1).getTime() + WEEK_MS);
  const target_date = nextWeek.toISOString().slice(0, 10);
  const cycle = calendar.getCycle(calendar.getDay(calendar.length - 1));
  const answer =
    'Found it: each part is rounded on its own. The **last part** should get the remainder.';

  let id: string;
  const ingestIssues = (part: number, issues: Issues) => ({
    at: getMoment(part),
    async run() {
      const [result] = await ingest(services, getMoment(part), issues);
      id = result.id!;
    },
  });
  const change = (part: number, user_ref: string, patch: ItemPatch) => {
    const at = getMoment(part);
    const run = () =>
      services.recordWork(SLUG, pid, [{ user_ref, at, change: [id], patch }]);
    return { at, run };
  };
  const comment = (part: number, user_ref: string, body: string) => {
    const at = getMoment(part);
    const run = () =>
      services.recordComments(SLUG, pid, [{ user_ref, at, on: id, body }]);
    return { at, run };
  };
  return [
    ingestIssues(0, { items: [issue], comments: [] }),
    change(0.1, MONA_REF, { state_id: ids.Todo }),
    change(0.15, MONA_REF, { assignees: [MAX_REF] }),
    comment(
      0.16,
      MONA_REF,
      `${maxMention} can you take this? Finance asks about it.`,
    ),
    change(0.3, MAX_REF, { state_id: ids['In Progress'] }),
    comment(0.32, MAX_REF, answer),
    change(0.45, ALEX_REF, { cycle_id: ids[`Cycle ${cycle}`] }),
    change(0.55, MONA_REF, { target_date }),
    ingestIssues(0.7, { items: [changed], comments: [issueComment] }),
    change(0.85, MONA_REF, { state_id: ids['In Review'] }),
  ];
}

/** Changes to store, and their time. */
interface Step {
  at: Date;
  run: () => Promise<unknown>;
}

const CHANGES_PER_STEP = 300;
/** The hour in UTC at which the GitHub issues of the day are ingested. */
const INGEST_HOUR = 21;

/**
 * Stores a project with its members and plans.
 *
 * @returns the id of the project, and the ids of its states, labels, modules and cycles by name
 */
async function seedProject(
  year: DemoYear,
  { project, team, lead, calendar, start }: ProjectContext,
  departmentIds: ReadonlyMap<string, string>,
) {
  const { kind, name, identifier, from, isSecret } = project;
  // The hours order the steps of a day: 7 for the project, 7.1 for its members, 7.2 for its plan.
  const admin = year.getAdmin(from, 7);
  const call = year.callAs(admin);
  const entity = find(software, { kind, metadata: { name } })!;
  const { services } = year;
  const { id: pid } = await services.ensureProject(admin, SLUG, entity);
  const body = { identifier, ...(isSecret && { access: 'secret' as const }) };
  await call(endpoints.updateProject, { pid }, body);
  for (const department of project.departments) {
    const params = { id: departmentIds.get(department) };
    await call(endpoints.linkDepartment, params, { project_id: pid });
  }
  // In a project that is not secret, the linked departments give access to the assigned people.
  const manualMembers = team.filter(
    each => isSecret || !isAssignedToProject(project, each),
  );
  for (const { ref: user_ref, joinFraction } of manualMembers) {
    const role = user_ref === lead ? 'admin' : 'member';
    const add = year.callAs(year.getAdmin(Math.max(from, joinFraction), 7.1));
    await add(endpoints.addProjectMember, { pid }, { user_ref, role });
  }
  // The cycles until today, and the next one.
  const firstCycle = calendar.getCycle(calendar.getDay(start));
  const cycles = range(firstCycle, calendar.getCycle(calendar.days) + 2);
  const plan = {
    labels,
    modules: vocabulary[project.domain].modules.map(module => {
      return { name: module, lead_ref: lead };
    }),
    cycles: cycles.map(cycle => ({
      name: `Cycle ${cycle}`,
      start_date: calendar.getDate(calendar.getCycleStart(cycle)),
      end_date: calendar.getDate(calendar.getCycleStart(cycle + 1) - 1),
    })),
  };
  const { at } = year.getAdmin(from, 7.2);
  const planner = { user_ref: lead, at };
  const settings = await services.planWork(planner, SLUG, pid, plan);
  const { items: states } = await call(endpoints.listStates, { pid });
  const named = [
    ...states,
    ...settings.labels,
    ...settings.modules,
    ...settings.cycles,
  ];
  const ids = Object.fromEntries(named.map(each => [each.name, each.id]));
  return { pid, ids };
}

/** Creates the steps that store the history of a project, in batches of changes. */
function createSteps(
  { services }: DemoYear,
  pid: string,
  { changes, comments }: ReturnType<typeof createHistory>,
): Step[] {
  const itemIds = new Map<string, string>();
  /** Returns the id of an item, or its name if the same call of `recordWork` creates the item. */
  const toId = (name: string) => itemIds.get(name) ?? name;
  const resolve = (each: SeedWorkChange): SeedWorkChange => {
    if ('change' in each) {
      return { ...each, change: each.change.map(toId) };
    }
    const { parent_id } = each.input;
    const input = { ...each.input, parent_id: parent_id && toId(parent_id) };
    return { ...each, input };
  };
  return chunk(changes, CHANGES_PER_STEP).map(part => ({
    at: last(part)!.at,
    async run() {
      const created = await services.recordWork(SLUG, pid, part.map(resolve));
      created.forEach(({ id }, name) => itemIds.set(name, id));
      const newComments = comments
        .filter(({ on }) => created.has(on))
        .map(each => ({ ...each, on: toId(each.on) }));
      await services.recordComments(SLUG, pid, sortBy(newComments, 'at'));
    },
  }));
}

/** Creates the steps that ingest the GitHub issues of each day. */
function createIngestSteps({ services }: DemoYear, all: Issues[]): Step[] {
  const items = groupBy(
    sortBy(
      all.flatMap(each => each.items),
      'updated_at',
    ),
    each => each.updated_at.slice(0, 10),
  );
  const comments = groupBy(
    all.flatMap(each => each.comments),
    each => each.updated_at.slice(0, 10),
  );
  return union(Object.keys(items), Object.keys(comments)).map(date => {
    const at = new Date(`${date}T${INGEST_HOUR}:00:00Z`);
    // `items` are sorted by time, so `keyBy` keeps the newest state of each issue.
    const newest = Object.values(keyBy(items[date], 'external_id'));
    const issues = { items: newest, comments: comments[date] ?? [] };
    return { at, run: () => ingest(services, at, issues) };
  });
}

/**
 * Stores the projects and the work of the year: items that people create and change, and issues that
 * are ingested from GitHub at night.
 *
 * @returns the ids of the projects by entity name, and the number of items
 */
export async function seedProjects(
  year: DemoYear,
  departmentIds: ReadonlyMap<string, string>,
) {
  const size = year.people.length * year.calendar.days;
  const scale = size / (DEFAULT_SETTINGS.people * DEFAULT_SETTINGS.days);
  const scaleCount = (count: number) =>
    count && Math.max(1, Math.round(count * scale));
  const steps: Step[] = [];
  const issues: Issues[] = [];
  const projectIds = new Map<string, string>();
  // Counts the item of `createExampleSteps`.
  let itemCount = 1;
  for (const project of projects) {
    const context = createContext(project, year);
    const { pid, ids } = await seedProject(year, context, departmentIds);
    projectIds.set(project.name, pid);
    const count = scaleCount(project.items);
    const issueCount = scaleCount(project.issues);
    steps.push(...createSteps(year, pid, createHistory(context, ids, count)));
    issues.push(createIssues(context, issueCount));
    if (project.name === 'payments') {
      steps.push(...createExampleSteps(year, context, pid, ids));
    }
    itemCount += count + issueCount;
  }
  steps.push(...createIngestSteps(year, issues));
  for (const { run } of sortBy(steps, 'at')) {
    await run();
  }
  return { projectIds, items: itemCount };
}
