import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { PersonalData, PersonKey } from '../../../database/FeatureTables';
import { getEmptyColumns } from '../getEmptyColumns';
import { ErasureSubject } from './ErasureSubject';

/** Selects the rows of a person by a key that holds a reference or an email address. */
export function selectPersonalRows(
  reader: Knex,
  { data, key }: { data: PersonalData; key: PersonKey },
  { user_ref, emails }: ErasureSubject,
): Knex.QueryBuilder {
  const [column, text] =
    key.holds === 'email'
      ? [`lower(${key.column})`, emails]
      : [key.column, [user_ref]];
  const rows = reader(data.table).whereRaw(
    ...inListSql(reader, column, text, 'text'),
  );
  getEmptyColumns(key, data).forEach(ref => rows.whereNull(ref));
  return rows;
}
