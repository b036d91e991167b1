import {
  IngestedWorkItem,
  ingestedWorkItem,
  IngestedWorkItemComment,
  ingestedWorkItemComment,
  IngestionResult,
  MAX_INGESTED_ITEMS,
  newCycle,
  NewMember,
  newWorkItemComment,
  Role,
  WorkItem,
  WorkItemCommentIngestion,
  WorkItemIngestion,
  WorkState,
} from '@callboard/plugin-callboard-common';
import {
  SeedActor,
  SeedServices,
  SeedWorkAct,
  SeedWorkPlan,
  SeedWorkSettings,
} from '@callboard/plugin-callboard-node';
import { insist } from './insist';

/** Something the demo did. */
interface Recorded {
  what: string;
  at: number;
}

const states = 'Triage,Backlog,Todo,In Progress,In Review,Done,Cancelled'.split(
  ',',
);

/** Keeps what a seeder does to projects and their items. */
export class RecordingWork
  implements
    Pick<
      SeedServices,
      'planWork' | 'recordWork' | 'ingestWorkItems' | 'ingestWorkItemComments'
    >
{
  /** Everything the demo did, in the order it did it. */
  readonly changes: Recorded[] = [];
  readonly roles = new Map<string, Role>();
  /** Whether each project is open or secret. */
  readonly projects = new Map<string, string>();
  /** What people did to the items of all projects. */
  readonly acts: SeedWorkAct[] = [];
  /** The latest state of each issue from GitHub. */
  readonly issues = new Map<string, IngestedWorkItem>();
  /** The comments on those issues. */
  readonly comments: IngestedWorkItemComment[] = [];
  /** What people said about items. */
  readonly remarks: Array<{ user_ref: string; body: string }> = [];
  readonly #madeAt = new Map<string, number>();
  #made = 0;

  protected addProjectMember(
    actor: SeedActor,
    id: string,
    { user_ref, role }: NewMember,
  ): void {
    insist(this.projects.get(id) === 'secret');
    insist(this.roles.has(`default ${user_ref}`));
    this.record(`let ${user_ref} into ${id} as ${role}`, actor);
  }

  protected sayAbout(
    { user_ref, at }: SeedActor,
    { params, body }: { params: { iid: string }; body: { body: string } },
  ): void {
    insist(newWorkItemComment.safeParse(body).success);
    insist(this.#madeAt.get(params.iid)! <= at.getTime());
    this.remarks.push({ user_ref, body: body.body });
  }

  protected listStates(): Array<Pick<WorkState, 'id' | 'name'>> {
    return states.map(name => ({ id: this.newId(), name }));
  }

  async planWork(
    actor: SeedActor,
    _slug: string,
    id: string,
    { labels = [], cycles = [], modules = [] }: SeedWorkPlan,
  ): Promise<SeedWorkSettings> {
    insist(this.projects.has(id));
    insist(cycles.every(cycle => newCycle.safeParse(cycle).success));
    this.record(`plan ${id}`, actor);
    const named = (things: Array<{ name: string }>) =>
      things.map(({ name }) => ({ id: this.newId(), name })) as any[];
    return {
      labels: named(labels),
      cycles: named(cycles),
      modules: named(modules),
    };
  }

  async recordWork(
    _slug: string,
    id: string,
    acts: readonly SeedWorkAct[],
  ): Promise<ReadonlyMap<string, WorkItem>> {
    insist(this.projects.has(id));
    const times = acts.map(({ at }) => at.getTime());
    insist(times.every((at, index) => index === 0 || at >= times[index - 1]));
    insist(acts.every(act => 'make' in act || act.change.length <= 100));
    this.acts.push(...acts);
    const made = acts.flatMap(act => {
      if (!('make' in act)) return [];
      // Names do for ids here.
      const item = { id: act.make } as WorkItem;
      this.#madeAt.set(item.id, act.at.getTime());
      return [[act.make, item] as const];
    });
    return new Map(made);
  }

  async ingestWorkItems(
    at: Date,
    _slug: string,
    { source, items }: WorkItemIngestion,
  ): Promise<IngestionResult[]> {
    insist(source === 'github' && items.length <= MAX_INGESTED_ITEMS);
    for (const item of items) {
      const issue = ingestedWorkItem.parse(item);
      insist(Date.parse(issue.updated_at) < at.getTime());
      this.issues.set(issue.external_id, issue);
      this.#madeAt.set(issue.external_id, at.getTime());
    }
    // As elsewhere in this class, names serve as ids.
    return items.map(
      item =>
        ({ id: ingestedWorkItem.parse(item).external_id } as IngestionResult),
    );
  }

  async ingestWorkItemComments(
    at: Date,
    _slug: string,
    { comments }: WorkItemCommentIngestion,
  ): Promise<IngestionResult[]> {
    for (const given of comments) {
      const comment = ingestedWorkItemComment.parse(given);
      insist(this.issues.has(comment.work_item_external_id));
      insist(Date.parse(comment.updated_at) < at.getTime());
      this.comments.push(comment);
    }
    return [];
  }

  protected newId(): string {
    this.#made += 1;
    return `01900000-0000-7000-8000-${String(this.#made).padStart(12, '0')}`;
  }

  protected record(what: string, { at }: SeedActor): void {
    this.changes.push({ what, at: at.getTime() });
  }
}
