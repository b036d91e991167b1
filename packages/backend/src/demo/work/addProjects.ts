import { endpoints } from '@callboard/plugin-callboard-common';
import { SeedWorkChange } from '@callboard/plugin-callboard-node';
import {
  chunk,
  compact,
  find,
  groupBy,
  map,
  range,
  sortBy,
  sumBy,
} from 'lodash';
import { DAY_MS } from '../Calendar';
import { DemoCompany } from '../company/entities';
import { DEFAULT_SETTINGS } from '../DemoService';
import { SLUG, Timeline } from '../Timeline';
import { completeHistory } from './exampleItem';
import { createHistory, ItemChange } from './history';
import { Arrival, createIssueComments, createIssues, ingest } from './issues';
import { labels, vocabulary } from './items';
import { createContext, isOwn, ProjectContext, projects } from './projects';

const PLANNED_CYCLES = 6;
const DAYS_PER_BATCH = 30;
/** When GitHub is connected, as a fraction of the year. */
const CONNECTED = 0.12;
/**
 * The number of nights between fetches of a repository: half of it on one night, the other half two
 * nights later.
 */
const FETCH_EVERY = 4;
const FETCH_HOUR = 21;

function addPlans(
  timeline: Timeline,
  { project, team, lead, calendar }: ProjectContext,
  { software }: DemoCompany,
): void {
  const { kind, name, identifier, from, isSecret } = project;
  timeline.addWorking(from, 11, async (call, services, actor) => {
    const entity = find(software, { kind, metadata: { name } })!;
    const created = await services.ensureProject(actor, SLUG, entity);
    timeline.setId('project', name, created);
    const { id: pid } = created;
    const body = { identifier, ...(isSecret && { access: 'secret' as const }) };
    await call(endpoints.updateProject, { pid }, body);
    const states = await call(endpoints.listStates, { pid });
    timeline.setIds(`${name} state`, states.items);
    // Members of the workspace have access to other projects. Their departments, which
    // are linked to these, make them members; those who only help have no such department.
    const members = team.filter(each => isSecret || !isOwn(project, each));
    for (const { ref: user_ref } of members) {
      const role = user_ref === lead ? 'admin' : 'member';
      await call(endpoints.addProjectMember, { pid }, { user_ref, role });
    }
  });
  const modules = vocabulary[project.domain].modules.map(module => ({
    name: module,
    lead_ref: lead,
  }));
  for (const planned of chunk(range(calendar.cycleCount), PLANNED_CYCLES)) {
    const [first] = planned;
    const cycles = planned.map(cycle => calendar.toNewCycle(cycle));
    // Plan the next cycles when the last planned one starts.
    const at =
      first === 0
        ? timeline.calendar.getWorkingMoment(from, 11.5)
        : timeline.calendar.getMoment(calendar.getCycleStart(first - 1), 7.5);
    const plan = { cycles, ...(first === 0 && { labels, modules }) };
    timeline.add(
      at,
      async (_, services, actor) => {
        const pid = timeline.getId('project', name);
        const made = await services.planWork(actor, SLUG, pid, plan);
        timeline.setIds(`${name} label`, made.labels);
        timeline.setIds(`${name} cycle`, made.cycles);
        timeline.setIds(`${name} module`, made.modules);
      },
      lead,
    );
  }
}

function addWork(
  timeline: Timeline,
  project: string,
  { changes, comments, imports }: ReturnType<typeof completeHistory>,
): void {
  const getId = (kind: string, name: string) =>
    timeline.getId(`${project} ${kind}`, name);
  const getItemId = (name: string) => timeline.getId('item', name);
  /** Replaces names with ids; items without an id are created in the same batch. */
  const toWorkChange = (each: ItemChange): SeedWorkChange => {
    const { user_ref, at } = each;
    const { state, cycle, parent, ...fields } = each.patch;
    const set = {
      ...fields,
      ...(state && { state_id: getId('state', state) }),
      ...(cycle && { cycle_id: getId('cycle', cycle) }),
    };
    if ('change' in each) {
      const change = each.change.map(name => getItemId(name) ?? name);
      return { user_ref, at, change, patch: set };
    }
    const { kind, labels: names, module, ...content } = each.item;
    const input = {
      ...content,
      ...set,
      labels: names.map(name => getId('label', name)),
      module_id: module && getId('module', module),
      ...(parent && { parent_id: getItemId(parent) ?? parent }),
    };
    return { user_ref, at, make: each.make, input };
  };
  const start = timeline.calendar.getMoment(0).getTime();
  const batches = groupBy([...changes, ...comments], ({ at }) => {
    const batch = (at.getTime() - start) / DAY_MS / DAYS_PER_BATCH;
    const part = imports.filter(each => each <= at).length;
    return `${Math.floor(batch)}.${part}`;
  });
  for (const batch of Object.values(batches)) {
    const end = Math.max(...batch.map(({ at }) => at.getTime()));
    timeline.add(new Date(end), async (_, services) => {
      const pid = timeline.getId('project', project);
      const actions = batch.flatMap(each =>
        'patch' in each ? toWorkChange(each) : [],
      );
      const made = await services.recordWork(SLUG, pid, actions);
      made.forEach((item, name) => timeline.setId('item', name, item));
      const written = batch.flatMap(each =>
        'body' in each ? { ...each, on: getItemId(each.on) } : [],
      );
      await services.recordComments(SLUG, pid, sortBy(written, 'at'));
    });
  }
}

/**
 * Adds the work of the year: projects that are created, the items that people make
 * and change in them, and those that arrive from GitHub at night.
 *
 * @returns the number of items
 */
export function addProjects(timeline: Timeline, company: DemoCompany): number {
  const { calendar } = timeline;
  const size = company.people.length * calendar.days;
  const scale = size / (DEFAULT_SETTINGS.people * DEFAULT_SETTINGS.days);
  const scaleCount = (items: number) =>
    items && Math.max(1, Math.round(items * scale));
  // All issues from before GitHub was connected arrive on the first night.
  const connected = Math.floor(CONNECTED * calendar.days);
  const arrivals = projects.flatMap((project, index): Arrival[] => {
    const [context, ...others] = ['work', 'issues', 'issue talk'].map(stream =>
      createContext(project, company.people, calendar, stream),
    );
    const changes = createHistory(context, scaleCount(project.items));
    addPlans(timeline, context, company);
    const history = completeHistory(timeline, context, changes);
    addWork(timeline, project.name, history);
    const issues = createIssues(others[0], scaleCount(project.issues));
    const comments = createIssueComments(others[1], issues);
    return [...issues, ...comments].map(({ day, ...each }) => {
      const first = Math.max(day, connected);
      const wait = (first + 2 * index) % FETCH_EVERY;
      const night = wait === 0 ? first : first + FETCH_EVERY - wait;
      return { ...each, day: Math.min(night, calendar.days - 1) };
    });
  });
  for (const [night, all] of Object.entries(groupBy(arrivals, 'day'))) {
    const at = calendar.getMoment(Number(night), FETCH_HOUR);
    const states = sortBy(compact(map(all, 'state')), 'updated_at');
    // Only the newest state of an issue.
    const newest = new Map(states.map(each => [each.external_id, each]));
    const comments = compact(map(all, 'comment'));
    timeline.add(at, (_, services) =>
      ingest(services, at, [...newest.values()], comments),
    );
  }
  return sumBy(
    projects,
    each => scaleCount(each.items) + scaleCount(each.issues),
  );
}
