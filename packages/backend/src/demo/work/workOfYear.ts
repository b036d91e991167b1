import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toEntities } from '../catalog/toEntities';
import { createChance } from '../world/chance';
import { DEFAULT_DEMO_SIZE } from '../world/DemoSize';
import { DemoWorld } from '../world/DemoWorld';
import { Calendar } from '../year/Calendar';
import { DatedChange } from '../year/changes';
import { Tenure } from '../year/tenures';
import { commentsOnIssues, IssueComment } from './commentsOnIssues';
import { Crew } from './Crew';
import { CycleCalendar } from './CycleCalendar';
import { DemoProject } from './DemoProject';
import { withExampleItem, WorkStory } from './exampleItem';
import { IssueState, issuesOfProject } from './issuesOfProject';
import { projects } from './projects';
import { remarksOn } from './remarksOn';
import { storyOfProject } from './storyOfProject';
import { Storyteller } from './Storyteller';
import { syncsOfYear } from './syncsOfYear';
import { WorkClock } from './WorkClock';
import { WorkOfProject } from './WorkOfProject';

const SLUG = 'github.com/project-slug';

/** Makes what the stories of a project are told with. */
function tellerOf(
  { name, from }: DemoProject,
  crew: Crew,
  calendar: Calendar,
  stream: string,
): Storyteller {
  return {
    chance: createChance(`${stream} of ${name}`),
    clock: new WorkClock(calendar, from),
    cycles: new CycleCalendar(calendar, from),
    crew,
    days: calendar.days,
  };
}

/** People's changes and comments in a project, and what it imports. */
function storyOf(
  project: DemoProject,
  count: number,
  entity: Entity,
  teller: Storyteller,
): WorkStory {
  const told = storyOfProject(project, count, teller);
  const example = project.hasExample
    ? withExampleItem(told, stringifyEntityRef(entity), teller)
    : undefined;
  const { deeds, remarks, arrivals } = example ?? {
    deeds: told,
    remarks: [],
    arrivals: [],
  };
  // The example has its own comments. Random ones would only confuse its readers.
  const talk = remarksOn(project, deeds).filter(({ on }) =>
    arrivals.every(({ name }) => name !== on),
  );
  return { deeds, remarks: [...talk, ...remarks], arrivals };
}

/**
 * The work of the year: projects that are founded, the items that people make
 * and change in them, and those that flow in from GitHub.
 *
 * @param onFounded called with the name of an entity and the id of its project
 * @returns the changes, in no order, and how many items come of them
 */
export function workOfYear(
  calendar: Calendar,
  world: DemoWorld,
  tenures: Tenure[],
  onFounded: (name: string, id: string) => void,
): { changes: DatedChange[]; items: number } {
  const { people, days } = DEFAULT_DEMO_SIZE;
  const scale = (world.people.length / people) * (calendar.days / days);
  const scaled = (count: number) => Math.max(1, Math.round(count * scale));
  const entities = toEntities(world);
  const issues: IssueState[] = [];
  const comments: IssueComment[] = [];
  let items = 0;
  const changes = projects.flatMap((project, index) => {
    const { kind, name, own, github } = project;
    const entity: Entity = entities.find(
      each => each.kind === kind && each.metadata.name === name,
    )!;
    const crew = new Crew(project, tenures);
    const teller = tellerOf(project, crew, calendar, 'work');
    items += scaled(own);
    if (github) {
      items += scaled(github);
      const states = issuesOfProject(
        project,
        scaled(github),
        {
          entity_ref: stringifyEntityRef(entity),
          slug: entity.metadata.annotations?.[SLUG] ?? `acme/${name}`,
          index,
        },
        tellerOf(project, crew, calendar, 'issues'),
      );
      issues.push(...states);
      comments.push(...commentsOnIssues(project, states, teller));
    }
    return new WorkOfProject(project, calendar, teller, id =>
      onFounded(name, id),
    ).list(entity, storyOf(project, scaled(own), entity, teller));
  });
  issues.sort((a, b) => (a.state.updated_at < b.state.updated_at ? -1 : 1));
  return {
    changes: [...changes, ...syncsOfYear(issues, comments, calendar)],
    items,
  };
}
