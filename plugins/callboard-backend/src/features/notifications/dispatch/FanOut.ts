import { Knex } from 'knex';
import { sortedLastIndex } from 'lodash';
import { PeopleService } from '../../../core/people/PeopleService';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { isPostgres } from '../../../database/dialect';
import { Channels } from '../preferences/channels';
import { NotifiedActions } from './NotifiedActions';
import { Audience, AudienceReader } from './AudienceReader';
import { Copy, CopyStore } from './CopyStore';
import { FanOutJob } from './FanOutJob';
import { findNotice, NoticeRow } from './NoticeRow';
import { whoMaySee } from './whoMaySee';
import { whoWantsIt } from './whoWantsIt';

/** How many people one transaction tells; with more it is hardly faster. */
const PEOPLE_AT_ONCE = 5_000;

/** SQLite answers nobody while it writes so many rows: some tens of milliseconds. */
const PEOPLE_AT_ONCE_IN_SQLITE = 1_000;

/** Somebody's copy, and in which ways they want to be told of it. */
export type FanOutRecipient = Copy & { channels: Channels };

/**
 * Hears of copies in the transaction in which they are written.
 *
 * @param isLast - whether everybody has had their turn after these
 */
export type CopiesListener = (
  tx: Knex.Transaction,
  notice: NoticeRow,
  copies: readonly FanOutRecipient[],
  isLast: boolean,
) => Promise<void>;

/** Some of those whom a notice is for, whose turn it is. */
export interface FanOutBatch {
  notice: NoticeRow;
  people: readonly string[];
  admins: Audience['admins'];
  /** The rest; undefined when these are the last. */
  next: FanOutJob | undefined;
}

/**
 * Hands notices out to a part of the people at a time, in the order of their
 * references. The transaction that writes their copies also notes who is next, so
 * that nobody is left out or told twice when a process dies in between.
 */
export class FanOut {
  readonly #listeners: CopiesListener[] = [];
  readonly #notifiedActions = new NotifiedActions();

  constructor(
    private readonly deps: {
      knex: Knex;
      people: Pick<PeopleService, 'ask'>;
      audience: ProjectAudience;
      audiences: AudienceReader;
      copies: CopyStore;
      /** How people are told of a type who have not said otherwise. */
      usualChannels: (type: string) => Channels;
      /** How many are told in one transaction; by default, as many as are fast. */
      peopleAtOnce?: number;
    },
  ) {}

  /** Calls a listener in the transactions that write copies. */
  onCopies(listener: CopiesListener): void {
    this.#listeners.push(listener);
  }

  /**
   * Finds out whose turn it is. Asks the catalog, so it is no part of a
   * transaction.
   *
   * @returns undefined when the notice is gone
   * @throws ServiceUnavailableError when the catalog does not answer
   */
  async nextTurn({
    notice_id,
    after,
  }: FanOutJob): Promise<FanOutBatch | undefined> {
    const { knex, people: known, audiences } = this.deps;
    const notice = await findNotice(knex, notice_id);
    if (!notice) {
      return undefined;
    }
    const { people: all, admins } = await audiences.of(notice);
    const start = after === null ? 0 : sortedLastIndex(all, after);
    const { peopleAtOnce = mostPeopleAtOnce(knex) } = this.deps;
    const people = all.slice(start, start + peopleAtOnce);
    const hasMore = start + people.length < all.length;
    // Whether somebody would be let into the workspace depends on the catalog.
    await known.ask(people);
    return {
      notice,
      people,
      admins,
      next: hasMore
        ? { notice_id, after: people[people.length - 1] }
        : undefined,
    };
  }

  /**
   * Gives those their copies who may see it and want it.
   *
   * @returns who has been told
   */
  async write(tx: Knex.Transaction, turn: FanOutBatch): Promise<string[]> {
    const { audience, copies, usualChannels } = this.deps;
    const { notice, people, admins, next } = turn;
    const pendingPeople = await this.#notifiedActions.listPending(
      tx,
      notice,
      people,
    );
    const seeing = await whoMaySee(
      tx,
      { audience, notice },
      pendingPeople,
      admins,
    );
    const willing = await whoWantsIt(
      tx,
      notice,
      seeing,
      usualChannels(notice.type),
    );
    const channelsOf = new Map(
      willing.map(({ user_ref, channels }) => [user_ref, channels]),
    );
    const recipients = await copies.add(
      tx,
      notice,
      [...channelsOf.keys()],
      admins,
    );
    const refs = recipients.map(({ user_ref }) => user_ref);
    await this.#notifiedActions.note(tx, notice, refs, next === undefined);
    const withChannels = recipients.map(copy => ({
      ...copy,
      channels: channelsOf.get(copy.user_ref)!,
    }));
    if (notice.audience.to.admins && next === undefined) {
      await tx('notification_events')
        .where({ id: notice.id })
        .update({ is_for_admins: true });
    }
    for (const listener of this.#listeners) {
      await listener(tx, notice, withChannels, next === undefined);
    }
    return refs;
  }
}

function mostPeopleAtOnce(knex: Knex): number {
  return isPostgres(knex) ? PEOPLE_AT_ONCE : PEOPLE_AT_ONCE_IN_SQLITE;
}
