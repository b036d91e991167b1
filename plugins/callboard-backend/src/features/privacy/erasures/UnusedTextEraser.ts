import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { containsTextSql } from '../../../database/sql/textSql';
import {
  deleteUnusedTexts,
  isUnusedTextSql,
} from '../../activity/texts/deleteUnusedTexts';
import { TEXTS_TABLE } from '../../activity/texts/textTables';
import {
  Eraser,
  ErasurePosition,
  findInSteps,
  FoundRows,
  SearchBounds,
} from './Eraser';
import { ErasureSubject } from './ErasureSubject';
import { PersonEraser } from './PersonEraser';

/** The number of texts scanned per statement. */
const TEXTS_PER_SCAN = 5_000;

/**
 * Deletes stored texts that mention the person and that no row of the log uses any more. Such texts
 * exist because retention deletes texts later than rows. Erasing a row of the log deletes its texts
 * at once.
 */
export class UnusedTextEraser implements Eraser {
  readonly table = TEXTS_TABLE;

  /** @param reader - the connection for slow reads */
  constructor(private readonly reader: Knex) {}

  async find(
    person: ErasureSubject,
    start: ErasurePosition | undefined,
    bounds: SearchBounds,
  ): Promise<FoundRows> {
    const isUnusedMatch = this.buildMatchSql(person);
    return findInSteps(start, bounds, async ([after] = ['0']) => {
      const end = await this.findScanEnd(after);
      const texts = this.reader(TEXTS_TABLE).where('id', '>', after);
      if (end !== undefined) {
        texts.where('id', '<=', end);
      }
      const ids: unknown[] = await texts.where(isUnusedMatch).pluck('id');
      return {
        keys: ids.map(id => [String(id)]),
        next: end === undefined ? undefined : [end],
      };
    });
  }

  erase(
    tx: Knex.Transaction,
    _: ErasureSubject,
    keys: readonly ErasurePosition[],
  ): Promise<number> {
    const ids = keys.map(([id]) => id);
    return deleteUnusedTexts(tx, ...inListSql(tx, 'id', ids, 'bigint'));
  }

  /** SQL that matches texts about the person that no row uses. */
  private buildMatchSql(person: ErasureSubject): Knex.Raw {
    const { reader } = this;
    const aboutIds = [person.user_ref, ...Object.values(person.ids).flat()];
    return reader.raw('((? OR ?) AND ?)', [
      reader.raw(...inListSql(reader, 'about_id', aboutIds, 'text')),
      reader.raw(
        ...containsTextSql(
          reader,
          [{ name: 'text' }],
          new PersonEraser(person).searchTexts,
        ),
      ),
      reader.raw(isUnusedTextSql(reader)),
    ]);
  }

  /** The id of the last text to scan; undefined near the end of the table. */
  private async findScanEnd(after: string): Promise<string | undefined> {
    const row = await this.reader(TEXTS_TABLE)
      .where('id', '>', after)
      .orderBy('id')
      .offset(TEXTS_PER_SCAN - 1)
      .first('id');
    return row && String(row.id);
  }
}
