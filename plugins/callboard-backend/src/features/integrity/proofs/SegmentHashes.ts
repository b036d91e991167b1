import { Knex } from 'knex';
import { unpackAmendments } from '../seals/amendments';
import { SALT_BYTES } from '../seals/hashes';
import { findIdIndex } from '../seals/packedIds';

/** The hashes under a seal, with the amendments of marks. */
export class SegmentHashes {
  private readonly newSalts = new Map<number, Buffer>();

  private constructor(
    private readonly segment: number,
    private readonly packed: { ids: Buffer; salts: Buffer; hashes: Buffer },
    private readonly amendments: Array<{ mark: number; amended: Buffer }>,
  ) {}

  /** Reads the existing ones of some seals by number. */
  static async readAll(
    knex: Knex,
    numbers: readonly number[],
  ): Promise<Map<number, SegmentHashes>> {
    const packed: any[] = await knex('activity_sealed_rows').whereIn(
      'number',
      numbers,
    );
    const all = new Map(
      packed.map(row => [
        Number(row.number),
        new SegmentHashes(Number(row.number), row, []),
      ]),
    );
    const amendments: any[] = await knex('activity_amendments')
      .whereIn('number', numbers)
      .orderBy(['number', 'mark']);
    for (const amendment of amendments) {
      all.get(Number(amendment.number))?.amend(amendment);
    }
    return all;
  }

  /** The position and salt of a row; undefined when it is not sealed. */
  find(id: string): { position: number; salt: Buffer } | undefined {
    const { ids, salts } = this.packed;
    const position = findIdIndex(ids, id);
    if (position === undefined) {
      return undefined;
    }
    const start = position * SALT_BYTES;
    const salt = salts.subarray(start, start + SALT_BYTES);
    return { position, salt: this.newSalts.get(position) ?? salt };
  }

  /** Converts it to a line of an export. */
  toLine(): object {
    return {
      hashes: {
        segment: this.segment,
        hashes: toBase64(this.packed.hashes),
        amendments: this.amendments.map(({ mark, amended }) => ({
          mark,
          amended: toBase64(amended),
        })),
      },
    };
  }

  private amend(row: { mark: unknown; amended: Buffer; salts: Buffer }): void {
    for (const { position, now } of unpackAmendments(row)) {
      this.newSalts.set(position, now?.salt ?? Buffer.alloc(SALT_BYTES));
    }
    this.amendments.push({ mark: Number(row.mark), amended: row.amended });
  }
}

/** The driver's buffers are views of larger ones. */
function toBase64(bytes: Buffer): string {
  return Buffer.from(bytes).toString('base64');
}
