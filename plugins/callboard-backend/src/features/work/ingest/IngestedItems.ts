import {
  IngestedWorkItem,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { newWorkItem } from '../items/newWorkItem';
import { problemsOfDates } from '../items/problemsOfDates';
import { WorkItemPair, WorkItemRow } from '../items/WorkItemRow';
import { isVisiblyChanged } from '../items/workItemTrace';
import { firstState } from '../settings/firstState';
import { applySnapshot, ProjectSettings } from './applySnapshot';
import { compareTexts } from './compareTexts';
import { KnownItems } from './IngestStore';
import { ReadSnapshot } from './readSnapshots';

/** A state of an item in a call. */
export type ItemSnapshot = ReadSnapshot<IngestedWorkItem>;

/** What a project gives to the items that come to it. */
export interface IngestedProject extends ProjectSettings {
  project: ProjectRow;
  /** What its settings are called that items get, by id. */
  names: ReadonlyMap<string, string>;
}

/** The number of an item until it gets one. */
export const NO_NUMBER = 0;

/** What became of one state of an item. */
export interface IngestOutcome {
  status: IngestionResult['status'];
  reason?: string;
}

/** The items of a source while states of them are taken one after another. */
export class IngestedItems {
  readonly #before: ReadonlyMap<string, WorkItemRow>;
  readonly #current: Map<string, WorkItemRow>;
  /** The states that items went through between their first and their last. */
  readonly #between = new Map<string, readonly WorkItemRow[]>();
  readonly #deleted: Set<string>;
  readonly #buried = new Set<string>();

  constructor(
    private readonly change: Change,
    private readonly source: string,
    known: KnownItems,
  ) {
    this.#before = known.live;
    this.#current = new Map(known.live);
    this.#deleted = new Set(known.deleted);
  }

  /**
   * Takes the state of an item, unless a newer one is known.
   *
   * @param project - the item's, or the one it will be in
   */
  take(snapshot: ItemSnapshot, project: IngestedProject): IngestOutcome {
    const { item, digest } = snapshot;
    const { external_id, title } = item;
    if (this.#deleted.has(external_id)) {
      return { status: 'deleted' };
    }
    const known = this.#current.get(external_id);
    if (item.is_deleted) {
      this.#current.delete(external_id);
      this.#deleted.add(external_id);
      this.#buried.add(external_id);
      return { status: 'deleted' };
    }
    if (!known && title === undefined) {
      return { status: 'failed', reason: 'title: a new item needs one' };
    }
    const order = orderOf(snapshot, known);
    if (order <= 0) {
      return { status: order === 0 ? 'unchanged' : 'outdated' };
    }
    const from = known ?? this.begin(item, project);
    const after = applySnapshot(from, item, project, {
      digest,
      at: new Date(this.change.now).toISOString(),
      isNew: !known,
    });
    const [problem] = problemsOfDates(after, 'target_date');
    if (problem) {
      return {
        status: 'failed',
        reason: `${problem.field}: ${problem.reason}`,
      };
    }
    const before = this.#before.get(external_id);
    after.version = (before?.version ?? 0) + 1;
    // Also where nothing else is new: what is older must stay behind it.
    this.#current.set(external_id, after);
    if (known && known !== before) {
      this.#between.set(external_id, [...this.betweenOf(external_id), known]);
    }
    if (!known) {
      return { status: 'created' };
    }
    return { status: isVisiblyChanged(known, after) ? 'updated' : 'unchanged' };
  }

  /** Whether a state may be newer than what is known. */
  isNews(snapshot: ItemSnapshot): boolean {
    const { external_id, is_deleted } = snapshot.item;
    return (
      !is_deleted &&
      !this.#deleted.has(external_id) &&
      orderOf(snapshot, this.#before.get(external_id)) > 0
    );
  }

  /** What has become of the items that were known, and of the new ones. */
  pairs(): WorkItemPair[] {
    const made = [...this.#current.values()]
      .filter(({ external_id }) => !this.#before.has(external_id!))
      .map(after => ({
        before: null,
        between: this.betweenOf(after.external_id!),
        after,
      }));
    const changed = [...this.#before.values()].map(before => ({
      before,
      between: this.betweenOf(before.external_id!),
      after: this.#current.get(before.external_id!) ?? null,
    }));
    return [
      ...made,
      ...changed.filter(({ before, after }) => before !== after),
    ];
  }

  /** An item as it is now, if it is there. */
  find(external_id: string): WorkItemRow | undefined {
    return this.#current.get(external_id);
  }

  /** What items were told to be gone that were not known to be. */
  buried(): string[] {
    return [...this.#buried];
  }

  private betweenOf(external_id: string): readonly WorkItemRow[] {
    return this.#between.get(external_id) ?? [];
  }

  private begin(
    { title, state_groups, external_id }: IngestedWorkItem,
    { project, states }: IngestedProject,
  ): WorkItemRow {
    const item = newWorkItem(this.change, project, {
      number: NO_NUMBER,
      state: firstState(states, state_groups ?? []),
      input: { title: title! },
    });
    return { ...item, source: this.source, external_id };
  }
}

/** Above 0 for a state that is newer than the one known of an item. */
function orderOf(
  { item, digest }: ItemSnapshot,
  known: WorkItemRow | undefined,
): number {
  return compareTexts(
    [item.updated_at, digest],
    [known?.external_updated_at ?? '', known?.external_digest ?? ''],
  );
}
