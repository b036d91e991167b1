import { ActivitySeal } from '@callboard/plugin-callboard-common';
import { createHash, randomBytes } from 'crypto';
import { Knex } from 'knex';
import { sumBy } from 'lodash';
import {
  addToRootOfMark,
  Amendment,
  packAmendments,
} from '../seals/amendments';
import {
  addSeal,
  awaitChainEnd,
  beginChain,
  ChainEnd,
  moveChainEnd,
} from '../seals/chain';
import { hashOfRow, SALT_BYTES } from '../seals/hashes';
import { rowContent, StoredRow } from '../seals/rowContent';
import { sealOnWire } from '../seals/SealRow';
import { forgetSalts } from './forgetSalts';
import { intactPlaces } from './intactPlaces';
import { placesOf, SealedPlaces } from './placesOf';

/** Each has some bindings, of which a statement can have so many. */
const AMENDMENTS_PER_STATEMENT = 200;

/** Why sealed rows are changed. */
export interface Intervention {
  kind: Exclude<ActivitySeal['kind'], 'rows'>;
  rule: ActivitySeal['rule'];
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Says in the chain what becomes of rows that are sealed: what is left, and what became of
 * the rest, can still be checked.
 */
export class SealedLog {
  constructor(
    private readonly deps: {
      /** Called in the transaction that makes a seal. */
      onSeal: (tx: Knex.Transaction, seal: ActivitySeal) => Promise<void>;
    },
  ) {}

  /**
   * Holds the end of the chain for the rest of the transaction. Whoever changes rows does
   * it first, so that none of them is sealed meanwhile.
   */
  async hold(tx: Knex.Transaction): Promise<ChainEnd> {
    await beginChain(tx);
    return awaitChainEnd(tx);
  }

  /** Where rows are sealed; those that are not are left out. */
  async find(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<SealedPlaces[]> {
    return placesOf(tx, ids);
  }

  /**
   * The same of rows that are as they were sealed. Of others it could not be found any
   * more that somebody had changed them, if they got new hashes.
   *
   * @param rows - as they are stored, before they are changed
   */
  async findIntact(
    tx: Knex.Transaction,
    rows: readonly StoredRow[],
  ): Promise<SealedPlaces[]> {
    const seals = await placesOf(
      tx,
      rows.map(({ id }) => id),
    );
    return intactPlaces(tx, seals, rows);
  }

  /** Marks rows as gone, with the chain held. */
  async markGone(
    tx: Knex.Transaction,
    end: ChainEnd,
    seals: readonly SealedPlaces[],
    intervention: Intervention,
  ): Promise<void> {
    await this.mark(tx, end, {
      ...intervention,
      seals,
      become: () => undefined,
    });
  }

  /**
   * Marks rows as rewritten, with the chain held: they are sealed as they are now, with
   * new salts, and the hashes of what they said can be checked against nothing any more.
   *
   * @param rows - what they are from now on; those of no seal are left out
   */
  async markRewritten(
    tx: Knex.Transaction,
    end: ChainEnd,
    seals: readonly SealedPlaces[],
    { rows, ...intervention }: Intervention & { rows: readonly StoredRow[] },
  ): Promise<void> {
    const now = new Map(rows.map(row => [row.id, row]));
    await this.mark(tx, end, {
      ...intervention,
      seals,
      become: id => {
        const salt = randomBytes(SALT_BYTES);
        return { salt, hash: hashOfRow(salt, rowContent(now.get(id)!)) };
      },
    });
  }

  private async mark(
    tx: Knex.Transaction,
    end: ChainEnd,
    {
      kind,
      rule,
      now,
      seals,
      become,
    }: Intervention & {
      seals: readonly SealedPlaces[];
      become: (id: string) => Amendment['now'];
    },
  ): Promise<void> {
    const packed = seals.map(({ number, places }) => ({
      number,
      ...packAmendments(
        places.map(({ id, place }) => ({ place, now: become(id) })),
      ),
    }));
    const root = createHash('sha256');
    packed.forEach(amendments => addToRootOfMark(root, amendments));
    const seal = await addSeal(tx, end, {
      kind,
      sealed_at: new Date(now).toISOString(),
      rows: sumBy(seals, ({ places }) => places.length),
      first_id: null,
      last_id: null,
      root: root.digest('hex'),
      rule,
    });
    const { number: mark } = seal.content;
    await forgetSalts(tx, seals);
    await tx.batchInsert(
      'activity_amendments',
      packed.map(amendments => ({ ...amendments, mark })),
      AMENDMENTS_PER_STATEMENT,
    );
    await moveChainEnd(tx, { ...end, number: mark, head: seal.head });
    await this.deps.onSeal(tx, sealOnWire(seal));
  }
}
