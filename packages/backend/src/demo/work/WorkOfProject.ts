import {
  DEFAULT_WORKSPACE,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { SeedActor, SeedServices } from '@callboard/plugin-callboard-node';
import { Entity } from '@backstage/catalog-model';
import { demoPeople, userRefOf } from '../demoPeople';
import { Calendar } from '../year/Calendar';
import { DatedChange } from '../year/changes';
import { DemoProject } from './DemoProject';
import { Arrival, WorkStory } from './exampleItem';
import { labels } from './labels';
import { ProjectBook } from './ProjectBook';
import { Remark } from './Remark';
import { Storyteller } from './Storyteller';
import { vocabulary } from './vocabulary';

const ADMIN = userRefOf(demoPeople[0]);

/** So many cycles are planned in one go. */
const PLANNED_CYCLES = 6;

/** What was done is written down month by month. */
const DAYS_PER_CHAPTER = 30;

/** The year of one project: founded, planned, and worked on. */
export class WorkOfProject {
  readonly #changes: DatedChange[] = [];
  readonly #book: ProjectBook;

  /**
   * @param onFounded called with the id of the project
   */
  constructor(
    private readonly project: DemoProject,
    private readonly calendar: Calendar,
    private readonly teller: Storyteller,
    private readonly onFounded: (id: string) => void,
  ) {
    this.#book = new ProjectBook(teller.cycles);
  }

  /** Lists the changes of the year, in no order. */
  list(entity: Entity, story: WorkStory): DatedChange[] {
    this.#found(entity);
    this.#planCycles();
    this.#writeDown(story);
    story.arrivals.forEach(arrival => this.#receive(arrival));
    return this.#changes;
  }

  #plan(
    at: Date,
    apply: (services: SeedServices, by: SeedActor) => Promise<unknown>,
  ): void {
    const by = { user_ref: ADMIN, at };
    this.#changes.push({ at, apply: services => apply(services, by) });
  }

  #found(entity: Entity): void {
    const { identifier, from, isSecret, domain } = this.project;
    const { crew } = this.teller;
    const at = this.calendar.momentAt(from, 11);
    this.#plan(at, async (services, by) => {
      const { id } = await services.ensureProject(
        by,
        DEFAULT_WORKSPACE,
        entity,
      );
      this.#book.id = id;
      this.onFounded(id);
      const params = { slug: DEFAULT_WORKSPACE, pid: id };
      const api = services.as(by);
      await api.call(endpoints.updateProject, {
        params,
        body: { identifier, ...(isSecret && { access: 'secret' }) },
      });
      const states = await api.call(endpoints.listStates, { params });
      this.#book.addStates(states.items);
      // Whoever is in the workspace can see the others.
      for (const { person } of isSecret ? crew.members : []) {
        const user_ref = userRefOf(person);
        const role = user_ref === crew.lead ? 'admin' : 'member';
        const body = { user_ref, role } as const;
        await api.call(endpoints.addProjectMember, { params, body });
      }
    });
    const modules = vocabulary[domain].modules.map(name => ({
      name,
      lead_ref: crew.lead,
    }));
    this.#planWork(this.calendar.momentAt(from, 11.5), {
      labels,
      modules,
      cycles: this.#cyclesFrom(0),
    });
  }

  /** The next cycles are planned when the last of those planned begins. */
  #planCycles(): void {
    const { cycles } = this.teller;
    for (
      let index = PLANNED_CYCLES;
      index < cycles.count;
      index += PLANNED_CYCLES
    ) {
      const day = this.calendar.dayAt(cycles.startOf(index - 1));
      const at = day.plus({ hours: 7.5 }).toJSDate();
      this.#planWork(at, { cycles: this.#cyclesFrom(index) });
    }
  }

  #cyclesFrom(first: number) {
    const { cycles } = this.teller;
    const count = Math.min(PLANNED_CYCLES, cycles.count - first);
    return Array.from({ length: count }, (_, n) => cycles.cycle(first + n));
  }

  #planWork(at: Date, plan: Parameters<SeedServices['planWork']>[3]): void {
    const user_ref = this.teller.crew.lead;
    this.#plan(at, async services => {
      const { id } = this.#book;
      const by = { user_ref, at };
      this.#book.addSettings(
        await services.planWork(by, DEFAULT_WORKSPACE, id, plan),
      );
    });
  }

  #writeDown({ deeds, remarks, arrivals }: WorkStory): void {
    const start = this.calendar.dayAt(0).toMillis();
    const chapterOf = ({ at }: SeedActor) => {
      const month = Math.floor(
        (at.getTime() - start) / 86_400_000 / DAYS_PER_CHAPTER,
      );
      // An import splits its month: people's changes before it and after it are stored
      // apart.
      const part = arrivals.filter(arrival => arrival.at <= at).length;
      return `${month}.${part}`;
    };
    const all = [...deeds, ...remarks];
    for (const chapter of new Set(all.map(chapterOf))) {
      const within = (each: SeedActor) => chapterOf(each) === chapter;
      const end = Math.max(...all.filter(within).map(({ at }) => at.getTime()));
      this.#plan(new Date(end), async services => {
        const acts = deeds.filter(within).map(deed => this.#book.actOf(deed));
        const { id } = this.#book;
        this.#book.addItems(
          await services.recordWork(DEFAULT_WORKSPACE, id, acts),
        );
        for (const remark of remarks.filter(within)) {
          await this.#say(services, remark);
        }
      });
    }
  }

  #receive({ at, name, item, comments }: Arrival): void {
    const source = 'github';
    this.#plan(at, async services => {
      const [{ id }] = await services.ingestWorkItems(at, DEFAULT_WORKSPACE, {
        source,
        items: [item],
      });
      this.#book.addItems(new Map([[name, { id: id! }]]));
      if (comments.length > 0) {
        await services.ingestWorkItemComments(at, DEFAULT_WORKSPACE, {
          source,
          comments,
        });
      }
    });
  }

  async #say(
    services: SeedServices,
    { on, body, ...by }: Remark,
  ): Promise<void> {
    const { id: pid } = this.#book;
    await services.as(by).call(endpoints.createWorkItemComment, {
      params: { slug: DEFAULT_WORKSPACE, pid, iid: this.#book.itemOf(on) },
      body: { body },
    });
  }
}
