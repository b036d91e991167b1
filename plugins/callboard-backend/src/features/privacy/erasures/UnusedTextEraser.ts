import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { containsTextSql } from '../../../database/sql/textSql';
import {
  deleteUnusedTexts,
  isUnusedTextSql,
} from '../../activity/texts/forgetTexts';
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
 * Deletes stored texts that mention the person and that no row of the log has any more. Rows removed
 * by retention leave their texts for a while. The texts of erased rows are deleted with those rows.
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
    const isFound = this.isFoundSql(person);
    return findInSteps(start, bounds, async ([from] = ['0']) => {
      const end = await this.endAfter(from);
      const some = this.reader(TEXTS_TABLE).where('id', '>', from);
      if (end !== undefined) {
        some.where('id', '<=', end);
      }
      const ids: unknown[] = await some.where(isFound).pluck('id');
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
  private isFoundSql(person: ErasureSubject): Knex.Raw {
    const { reader } = this;
    const about = [person.user_ref, ...Object.values(person.ids).flat()];
    return reader.raw('((? OR ?) AND ?)', [
      reader.raw(...inListSql(reader, 'about_id', about, 'text')),
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

  /** The last of the scanned texts, unless the end is reached. */
  private async endAfter(from: string): Promise<string | undefined> {
    const row = await this.reader(TEXTS_TABLE)
      .where('id', '>', from)
      .orderBy('id')
      .offset(TEXTS_PER_SCAN - 1)
      .first('id');
    return row && String(row.id);
  }
}
