import { ChangeAction } from '@callboard/plugin-callboard-common';
import { isEqual, pick } from 'lodash';
import { Change } from '../../changes/Changes';
import { RecordedChange } from '../../changes/RecordedChange';
import { MembershipService } from '../memberships/MembershipService';
import { StaffPair } from './StaffPair';
import { staffTrace } from './staffTrace';
import { StaffWriter } from './StaffWriter';
import { Workplace } from './Workplace';

type Metadata = NonNullable<RecordedChange['metadata']>;

/** For more people than these a whole workspace is as quick. */
const MOST_REFS = 200;

/** What memberships follow from. */
const decisive = [
  'user_ref',
  'department_id',
  'employment_status',
  'is_department_manager',
] as const;

/**
 * The one way a change to staff is made: what is written, the memberships that
 * follow, and the traces of both, within a change that has been begun.
 */
export class StaffChanges {
  constructor(
    private readonly deps: {
      writer: StaffWriter;
      memberships: MembershipService;
    },
  ) {}

  /** Makes a change to one person. */
  async applyOne(
    change: Change,
    workplace: Workplace,
    pair: StaffPair,
    options: {
      action?: ChangeAction<'staff'>;
      effective_date?: string | null;
    } = {},
  ): Promise<void> {
    const trace = staffTrace(pair);
    const { action = trace.action, effective_date } = options;
    const { counts, names } = await this.apply(
      change,
      workplace,
      [pair],
      effective_date,
    );
    change.record({ ...trace, action, metadata: orNone(counts), names });
  }

  /**
   * Makes changes to many people: a summary in the log, and a detail in the
   * history of each person.
   *
   * @param summary - what the whole is called, and what was counted
   */
  async applyMany(
    change: Change,
    workplace: Workplace,
    pairs: readonly StaffPair[],
    summary: {
      action: ChangeAction<'staff'>;
      /** Of each detail; by default what the change is. */
      detailAction?: ChangeAction<'staff'>;
      metadata?: Metadata;
      effective_date?: string | null;
    },
  ): Promise<void> {
    const { action, detailAction, metadata, effective_date } = summary;
    const { counts, names } = await this.apply(
      change,
      workplace,
      pairs,
      effective_date,
    );
    change.record({
      workspace_id: workplace.id,
      visibility: 'workspace',
      entity_type: 'staff',
      entity_id: change.batch_id,
      entity_label: pairs.length === 1 ? '1 person' : `${pairs.length} people`,
      action,
      before: null,
      after: null,
      metadata: orNone({ ...metadata, ...counts }),
    });
    recordDetails(change, pairs, { names, action: detailAction });
  }

  /** Makes changes to many people as parts of something bigger. */
  async applyDetails(
    change: Change,
    workplace: Workplace,
    pairs: readonly StaffPair[],
  ): Promise<void> {
    const { names } = await this.apply(change, workplace, pairs);
    recordDetails(change, pairs, { names });
  }

  /**
   * @returns how many reasons of memberships came and went, where any did that
   * everybody may know of, and what the departments concerned are called
   */
  private async apply(
    change: Change,
    workplace: Workplace,
    pairs: readonly StaffPair[],
    effective_date?: string | null,
  ): Promise<{ counts: Metadata; names: ReadonlyMap<string, string> }> {
    const { writer, memberships } = this.deps;
    const names = await writer.write(change, workplace, pairs, effective_date);
    const user_refs = refsConcerned(pairs);
    if (user_refs.length === 0) {
      return { counts: {}, names };
    }
    const { known } = await memberships.recompute(
      change,
      workplace.id,
      user_refs.length > MOST_REFS ? {} : { user_refs },
    );
    const { added, removed } = known;
    return {
      names,
      counts: {
        ...(added > 0 ? { memberships_added: added } : {}),
        ...(removed > 0 ? { memberships_removed: removed } : {}),
      },
    };
  }
}

function recordDetails(
  change: Change,
  pairs: readonly StaffPair[],
  {
    names,
    action,
  }: { names: ReadonlyMap<string, string>; action?: ChangeAction<'staff'> },
): void {
  for (const pair of pairs) {
    const trace = staffTrace(pair);
    change.record({
      ...trace,
      action: action ?? trace.action,
      names,
      detail: true,
    });
  }
}

/** The users whose memberships can be others now. */
function refsConcerned(pairs: readonly StaffPair[]): string[] {
  const refs = pairs
    .filter(
      ({ before, after }) =>
        !isEqual(pick(before, decisive), pick(after, decisive)),
    )
    .flatMap(({ before, after }) => [before?.user_ref, after?.user_ref]);
  return [...new Set(refs)].filter(ref => typeof ref === 'string');
}

function orNone(metadata: Metadata): Metadata | undefined {
  return Object.keys(metadata).length > 0 ? metadata : undefined;
}
