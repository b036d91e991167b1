import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { deleteUnused, unusedSql } from '../../activity/texts/forgetTexts';
import { TEXTS_TABLE } from '../../activity/texts/textTables';
import { ErasedPerson } from './ErasedPerson';
import { Eraser, Found, ErasurePosition, SearchBounds } from './Eraser';
import { PersonText } from './PersonText';
import { containsTextSql } from './containsTextSql';

/** Through how many texts one statement looks. */
const TEXTS_AT_ONCE = 5_000;

/**
 * Forgets texts that name the person and that no row of the log has any more. Rows that are
 * removed by age leave theirs for a while; those of all other rows go with the log.
 */
export class UnusedTextEraser implements Eraser {
  readonly table = TEXTS_TABLE;

  /** @param reader - for reads that may take long */
  constructor(private readonly reader: Knex) {}

  async find(
    person: ErasedPerson,
    after: ErasurePosition | undefined,
    { most, until }: SearchBounds,
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
    } while (next && keys.length < most && performance.now() < until);
    return { keys, next };
  }

  erase(
    tx: Knex.Transaction,
    _: ErasedPerson,
    keys: readonly ErasurePosition[],
  ): Promise<number> {
    const ids = keys.map(([id]) => id);
    return deleteUnused(tx, ...isOneOf(tx, 'id', ids, 'bigint'));
  }

  /** SQL for "says something of the person, and no row does". */
  private isFoundSql(person: ErasedPerson): Knex.Raw {
    const { reader } = this;
    const about = [person.user_ref, ...Object.values(person.ids).flat()];
    return reader.raw('((? OR ?) AND ?)', [
      reader.raw(...isOneOf(reader, 'about_id', about, 'text')),
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

  /** The last of some texts, unless that was all. */
  private async endAfter(from: string): Promise<string | undefined> {
    const row = await this.reader(TEXTS_TABLE)
      .where('id', '>', from)
      .orderBy('id')
      .offset(TEXTS_AT_ONCE - 1)
      .first('id');
    return row && String(row.id);
  }
}
