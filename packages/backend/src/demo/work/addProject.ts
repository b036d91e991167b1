import { Entity } from '@backstage/catalog-model';
import {
  DEFAULT_WORKSPACE,
  endpoints,
  NewWorkItem,
} from '@callboard/plugin-callboard-common';
import { SeedWorkAct } from '@callboard/plugin-callboard-node';
import { DAY_MS } from '../Calendar';
import { groupBy } from '../company/random';
import { callAs, Timeline } from '../Timeline';
import { labels, vocabulary } from './items';
import { ItemComment } from './createComments';
import { getLead, ItemChange, ProjectContext } from './createHistory';
import { ProjectHistory } from './exampleItem';

const slug = DEFAULT_WORKSPACE;
const source = 'github';

/** The number of cycles that are planned together. */
const PLANNED_CYCLES = 6;

/** The days of work that are stored together. */
const DAYS_PER_BATCH = 30;

/** The ids of what a project has, by kind and name. */
class ProjectIds {
  readonly #ids = new Map<string, string>();

  add(kind: string, created: Iterable<{ name: string; id: string }>): void {
    for (const { name, id } of created) {
      this.#ids.set(`${kind} ${name}`, id);
    }
  }

  get(kind: string, name: string): string {
    return this.#ids.get(`${kind} ${name}`)!;
  }

  /** Replaces names by ids; items without an id are created in the same batch. */
  toAct(each: ItemChange): SeedWorkAct {
    const { user_ref, at } = each;
    const { state, cycle, parent, ...fields } = each.patch;
    const patch = {
      ...fields,
      ...(state && { state_id: this.get('state', state) }),
      ...(cycle && { cycle_id: this.get('cycle', cycle) }),
    };
    if ('change' in each) {
      const change = each.change.map(name => this.get('item', name) ?? name);
      return { user_ref, at, change, patch };
    }
    const { kind, labels: names, module, ...content } = each.item;
    const input: NewWorkItem = {
      ...content,
      labels: names.map(name => this.get('label', name)),
      module_id: module && this.get('module', module),
      ...patch,
      ...(parent && { parent_id: this.get('item', parent) ?? parent }),
    };
    return { user_ref, at, make: each.make, input };
  }
}

/**
 * Adds the year of one project: it is created, planned, and worked on.
 *
 * @param onCreated - called with the id of the project
 */
export function addProject(
  timeline: Timeline,
  { project, team, calendar }: ProjectContext,
  entity: Entity,
  { changes, comments, imports }: ProjectHistory,
  onCreated: (id: string) => void,
): void {
  const { identifier, from, isSecret, domain } = project;
  const ids = new ProjectIds();
  const lead = getLead(team);
  const getId = () => ids.get('project', project.name);

  timeline.addWorking(from, 11, async (call, services, by) => {
    const { id: pid } = await services.ensureProject(by, slug, entity);
    ids.add('project', [{ name: project.name, id: pid }]);
    onCreated(pid);
    await call(
      endpoints.updateProject,
      { pid },
      { identifier, ...(isSecret && { access: 'secret' }) },
    );
    ids.add('state', (await call(endpoints.listStates, { pid })).items);
    // Members of the workspace have access to the other projects anyway.
    for (const { ref: user_ref } of isSecret ? team : []) {
      const role = user_ref === lead ? 'admin' : 'member';
      await call(endpoints.addProjectMember, { pid }, { user_ref, role });
    }
  });

  const modules = vocabulary[domain].modules.map(name => ({
    name,
    lead_ref: lead,
  }));
  for (let first = 0; first < calendar.cycleCount; first += PLANNED_CYCLES) {
    const end = Math.min(first + PLANNED_CYCLES, calendar.cycleCount);
    const cycles = Array.from({ length: end - first }, (_, n) =>
      calendar.toNewCycle(first + n),
    );
    // The next cycles are planned when the last planned one begins.
    const at =
      first === 0
        ? timeline.calendar.getWorkingMoment(from, 11.5)
        : timeline.calendar.getMoment(calendar.getCycleStart(first - 1), 7.5);
    const plan = { cycles, ...(first === 0 && { labels, modules }) };
    timeline.add(
      at,
      async (_, services, by) => {
        const made = await services.planWork(by, slug, getId(), plan);
        ids.add('label', made.labels);
        ids.add('cycle', made.cycles);
        ids.add('module', made.modules);
      },
      lead,
    );
  }

  const start = timeline.calendar.getDay(0).toMillis();
  const batches = groupBy<string, ItemChange | ItemComment>(
    [...changes, ...comments],
    ({ at }) => {
      const batch = (at.getTime() - start) / DAY_MS / DAYS_PER_BATCH;
      // Changes after an import are stored after it.
      const part = imports.filter(each => each.at <= at).length;
      return `${Math.floor(batch)}.${part}`;
    },
  );
  for (const batch of batches.values()) {
    const end = Math.max(...batch.map(({ at }) => at.getTime()));
    timeline.add(new Date(end), async (_, services) => {
      const pid = getId();
      const acts = batch.flatMap(each =>
        'patch' in each ? ids.toAct(each) : [],
      );
      const made = await services.recordWork(slug, pid, acts);
      made.forEach(({ id }, name) => ids.add('item', [{ name, id }]));
      for (const each of batch) {
        if ('body' in each) {
          const { user_ref, at, on, body } = each;
          const call = callAs(services, user_ref, at);
          const iid = ids.get('item', on);
          await call(endpoints.createWorkItemComment, { pid, iid }, { body });
        }
      }
    });
  }

  for (const { at, name, item, comments: written } of imports) {
    timeline.add(at, async (_, services) => {
      const input = { source, items: [item] };
      const [{ id }] = await services.ingestWorkItems(at, slug, input);
      ids.add('item', [{ name, id: id! }]);
      if (written.length > 0) {
        await services.ingestWorkItemComments(at, slug, {
          source,
          comments: written,
        });
      }
    });
  }
}
