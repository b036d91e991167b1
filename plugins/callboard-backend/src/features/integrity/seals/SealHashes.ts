import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { PackedAmendments, unpackAmendments } from './amendments';
import { getEntry, HASH_BYTES, SALT_BYTES, SaltedHash } from './hashes';
import { findIdIndex } from './packedIds';

/** The ids, salts and hashes of the rows of a seal, in the order of the ids. */
interface PackedRows {
  ids: Buffer;
  salts: Buffer;
  hashes: Buffer;
}

/** A mark's amendments of one seal. */
interface StoredAmendments extends PackedAmendments {
  mark: number;
  /**
   * Whether `mark` is the number of a mark (a seal of a kind other than `rows`) that is later than
   * the amended seal. Only such amendments prove that rows were changed legitimately.
   */
  isByMark: boolean;
}

/** The stored hashes of the rows of one seal, with the amendments of later marks. */
export class SealHashes {
  readonly #amended = new Map<number, SaltedHash | undefined>();

  private constructor(
    readonly packed: PackedRows,
    /** In the order of the marks. */
    readonly amendments: readonly StoredAmendments[],
  ) {
    for (const { isByMark, ...packedAmendments } of amendments) {
      unpackAmendments(packedAmendments).forEach(({ rowIndex, newHash }) =>
        this.#amended.set(rowIndex, isByMark ? newHash : undefined),
      );
    }
  }

  /** Reads the hashes of seals, by seal number. Omits seals without stored hashes. */
  static async readAll(
    knex: Knex,
    numbers: readonly number[],
  ): Promise<Map<number, SealHashes>> {
    const packedRows: any[] = await knex('activity_sealed_rows').whereRaw(
      ...inListSql(knex, 'number', numbers, 'bigint'),
    );
    const amendments: any[] = await knex('activity_amendments AS amendments')
      .leftJoin('activity_seals AS marks', 'marks.number', 'amendments.mark')
      .select(
        'amendments.number',
        'amendments.mark',
        'amended',
        'salts',
        'kind',
      )
      .whereRaw(...inListSql(knex, 'amendments.number', numbers, 'bigint'))
      .orderBy('amendments.mark');
    const amendmentsBySeal = groupBy(
      amendments.map(({ kind, amended, salts, ...row }) => {
        const [number, mark] = [Number(row.number), Number(row.mark)];
        const isByMark = kind !== null && kind !== 'rows' && mark > number;
        return { number, mark, isByMark, amended, salts };
      }),
      'number',
    );
    return new Map(
      packedRows.map(({ number, ...packed }) => [
        Number(number),
        new SealHashes(packed, amendmentsBySeal[number] ?? []),
      ]),
    );
  }

  /** Returns the index of a row in the seal; undefined when the seal does not contain it. */
  findIndex(id: string): number | undefined {
    return findIdIndex(this.packed.ids, id);
  }

  /**
   * Returns the hash of the row at an index, from the seal or from the last mark. Undefined for a
   * deleted row, and for a row with an amendment that does not come from a mark.
   */
  getHash(index: number): SaltedHash | undefined {
    if (this.#amended.has(index)) {
      return this.#amended.get(index);
    }
    const { salts, hashes } = this.packed;
    return {
      salt: getEntry(salts, index, SALT_BYTES),
      hash: getEntry(hashes, index, HASH_BYTES),
    };
  }
}
