import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { deleteUnused, unusedSql } from '../../activity/texts/forgetTexts';
import { TEXTS_TABLE } from '../../activity/texts/textTables';
import { ErasureSubject } from './ErasureSubject';
import { Eraser, Found, ErasurePosition, SearchBounds } from './Eraser';
import { PersonText } from './PersonText';
import { containsTextSql } from './containsTextSql';

/** The number of texts scanned per statement. */
const TEXTS_AT_ONCE = 5_000;

/**
 * Deletes texts that mention the person and that no row of the log has any more. Rows removed by
 * retention leave their texts for a while; texts of all other rows are deleted with the log.
 */
export class UnusedTextEraser implements Eraser {
  readonly table = TEXTS_TABLE;

  /** @param reader - the connection for slow reads */
  constructor(private readonly reader: Knex) {}

  async find(
    person: ErasureSubject,
    after: ErasurePosition | undefined,
    { maxRows, until }: SearchBounds,
  ): Promise<Found> {
    const isFound = this.isFoundSql(person);
    const keys: ErasurePosition[] = [];
    let next = after;
    do {
      const from = next?.[0] ?? '0';
      const end = await this.endAfter(from);
      const some = this.reader(TEXTS_TABLE).where('id', '>', from);
      if (end !== undefined) {
        some.where('id', '<=', end);
      }
      const ids: unknown[] = await some.where(isFound).pluck('id');
      keys.push(...ids.map(id => [String(id)]));
      next = end === undefined ? undefined : [end];
    } while (next && keys.length < maxRows && performance.now() < until);
    return { keys, next };
  }

  erase(
    tx: Knex.Transaction,
    _: ErasureSubject,
    keys: readonly ErasurePosition[],
  ): Promise<number> {
    const ids = keys.map(([id]) => id);
    return deleteUnused(tx, ...inListSql(tx, 'id', ids, 'bigint'));
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
          new PersonText(person).searchTexts,
        ),
      ),
      reader.raw(unusedSql(reader)),
    ]);
  }

  /** The last of the scanned texts, unless the end is reached. */
  private async endAfter(from: string): Promise<string | undefined> {
    const row = await this.reader(TEXTS_TABLE)
      .where('id', '>', from)
      .orderBy('id')
      .offset(TEXTS_AT_ONCE - 1)
      .first('id');
    return row && String(row.id);
  }
}
