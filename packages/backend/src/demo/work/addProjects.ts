import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  DEFAULT_WORKSPACE,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import { Calendar, ProjectCalendar } from '../Calendar';
import { DemoCompany } from '../company/entities';
import { chunk, createRandom, groupBy } from '../company/random';
import { DEFAULT_SIZE } from '../DemoService';
import { Timeline } from '../Timeline';
import { addProject } from './addProject';
import { createComments } from './createComments';
import { createHistory, ProjectContext } from './createHistory';
import { createIssueComments, createIssues, IssueState } from './createIssues';
import { addExampleItem } from './exampleItem';
import { DemoProject, listTeam, projects } from './projects';

const slug = DEFAULT_WORKSPACE;
const source = 'github';

/** When GitHub is connected, as a fraction of the year. */
const CONNECTED = 0.12;

/** The hour at which issues are fetched. */
const FETCH_HOUR = 21;

function createContext(
  project: DemoProject,
  { people }: DemoCompany,
  calendar: Calendar,
  stream: string,
): ProjectContext {
  const random = createRandom(`${stream} of ${project.name}`);
  const own = new ProjectCalendar(calendar, project.from);
  const team = listTeam(project, people);
  const pickPerson = (position: number) => {
    const at = own.getDay(position) / calendar.days;
    const there = team.filter(({ from }) => from === 0 || from < at);
    return random.helpers.arrayElement(there).ref;
  };
  return { project, random, calendar: own, team, pickPerson };
}

/** Creates what people did in a project, and what it imports apart from others. */
function createProjectHistory(
  context: ProjectContext,
  count: number,
  entityRef: string,
) {
  const { project } = context;
  const own = {
    changes: createHistory(context, count),
    comments: [],
    imports: [],
  };
  const { changes, comments, imports } = project.hasExample
    ? addExampleItem(own, entityRef, context)
    : own;
  // The example has its own comments; random ones would only confuse its readers.
  const random = createComments(project, changes).filter(({ on }) =>
    imports.every(({ name }) => name !== on),
  );
  return { changes, imports, comments: [...random, ...comments] };
}

/**
 * Adds the nights on which issues and their comments arrive from GitHub. All from
 * before GitHub was connected arrive on the first night.
 */
function addIssues(
  timeline: Timeline,
  states: readonly IssueState[],
  comments: ReturnType<typeof createIssueComments>,
): void {
  const { calendar } = timeline;
  const connected = Math.floor(CONNECTED * calendar.days);
  const getNight = ({ day }: { day: number }) => Math.max(day, connected);
  const statesByNight = groupBy(states, getNight);
  const commentsByNight = groupBy(comments, getNight);
  const nights = [...statesByNight.keys(), ...commentsByNight.keys()];
  for (const night of new Set(nights)) {
    const at = calendar.getMoment(night, FETCH_HOUR);
    // Only the newest state of an issue.
    const newest = new Map(
      statesByNight
        .get(night)
        ?.map(({ state }) => [state.external_id, state] as const),
    );
    const written = commentsByNight.get(night) ?? [];
    timeline.add(at, async (_, services) => {
      for (const items of chunk([...newest.values()], MAX_INGESTED_ITEMS)) {
        await services.ingestWorkItems(at, slug, { source, items });
      }
      for (const part of chunk(written, MAX_INGESTED_ITEMS)) {
        const input = { source, comments: part.map(each => each.comment) };
        await services.ingestWorkItemComments(at, slug, input);
      }
    });
  }
}

/**
 * Adds the work of the year: projects that are created, the items that people make
 * and change in them, and those that flow in from GitHub.
 *
 * @param onCreated - called with the name of an entity and the id of its project
 * @returns the number of items
 */
export function addProjects(
  timeline: Timeline,
  company: DemoCompany,
  entities: readonly Entity[],
  onCreated: (name: string, id: string) => void,
): number {
  const { calendar } = timeline;
  const size = company.people.length * calendar.days;
  const scale = size / (DEFAULT_SIZE.people * DEFAULT_SIZE.days);
  const scaled = (items: number) =>
    items && Math.max(1, Math.round(items * scale));
  const states: IssueState[] = [];
  const comments: ReturnType<typeof createIssueComments> = [];
  let count = 0;
  projects.forEach((project, index) => {
    const { kind, name } = project;
    const entity = entities.find(
      each => each.kind === kind && each.metadata.name === name,
    )!;
    const entity_ref = stringifyEntityRef(entity);
    const getContext = (stream: string) =>
      createContext(project, company, calendar, stream);
    const [items, issues] = [scaled(project.items), scaled(project.issues)];
    count += items + issues;
    if (issues > 0) {
      const repository = { entity_ref, slug: `lantern/${name}`, index };
      const own = createIssues(getContext('issues'), issues, repository);
      states.push(...own);
      comments.push(...createIssueComments(getContext('issue talk'), own));
    }
    const context = getContext('work');
    const history = createProjectHistory(context, items, entity_ref);
    addProject(timeline, context, entity, history, id => onCreated(name, id));
  });
  states.sort((a, b) => (a.state.updated_at < b.state.updated_at ? -1 : 1));
  addIssues(timeline, states, comments);
  return count;
}
