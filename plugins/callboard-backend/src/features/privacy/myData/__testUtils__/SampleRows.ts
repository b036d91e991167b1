import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { set } from 'lodash';
import { isPostgres } from '../../../../database/isPostgres';
import { writeJson } from '../../../../database/dialect';
import { createId } from '../../../../database/ids';
import { PersonalData, PersonKey } from '../../../../database/FeatureTables';
import { Identity } from '../OwnRow';
import { getRefColumns } from '../../personColumns';

type Info = Awaited<ReturnType<Knex.ColumnInfo['valueOf']>> & {
  type: string;
  nullable: boolean;
  maxLength: string | null;
};

/** The person to create rows for, and the word in each text about the person. */
export interface SampleOwner {
  identity: Identity;
  word: string;
}

/** The word in each secret value, which must never be shown. */
export const SECRET_WORD = 'hush';

/** The word in data about others. */
export const OTHERS_WORD = 'alien';

/**
 * Creates a row for each key of each declaration in any table, so that tests detect missing and
 * wrong declarations.
 */
export class SampleRows {
  #textCount = 0;

  constructor(
    private readonly knex: Knex,
    /** All declarations. */
    private readonly declared: readonly PersonalData[],
  ) {}

  /**
   * Creates the rows of a declaration, bypassing foreign keys.
   *
   * @returns the number of rows
   */
  async insert(data: PersonalData, owner: SampleOwner): Promise<number> {
    const { knex } = this;
    const columns = (await knex(data.table).columnInfo()) as never as Record<
      string,
      Info
    >;
    await (isPostgres(knex)
      ? knex.raw('SET session_replication_role = replica')
      : knex.raw('PRAGMA foreign_keys = OFF'));
    // An email address identifies a person only in rows without a user reference.
    const hasRequiredRef = getRefColumns(data).some(
      column => !columns[column].nullable,
    );
    const keys = data.identifiedBy.filter(
      ({ holds }) => holds !== 'email' || !hasRequiredRef,
    );
    for (const key of keys) {
      const row: Record<string, unknown> = {};
      for (const [column, info] of Object.entries(columns)) {
        const value = this.createCell(column, info, { data, key, owner });
        if (value !== undefined) row[column] = value;
      }
      await knex(data.table).insert(row);
    }
    return keys.length;
  }

  private createCell(
    column: string,
    info: Info,
    {
      data,
      key,
      owner,
    }: { data: PersonalData; key: PersonKey; owner: SampleOwner },
  ): unknown {
    if (column === key.column) {
      const [value] = owner.identity[key.holds];
      return key.path === undefined
        ? value
        : writeJson(buildJson(key.path, value, owner.word));
    }
    const requiredValues = key.where?.[column];
    if (requiredValues) {
      return requiredValues[0];
    }
    const keyOfColumn = data.identifiedBy.find(
      other => other.column === column,
    );
    if (
      keyOfColumn?.holds === 'user_ref' &&
      !keyOfColumn.path &&
      info.nullable
    ) {
      return null;
    }
    const isDeclared =
      keyOfColumn !== undefined ||
      data.columns.includes(column) ||
      data.jsonPaths?.[column] !== undefined;
    if (this.isJson(data.table, column)) {
      // Rows that only mention the person contain data about others.
      const about = isDeclared && !key.path ? owner.word : OTHERS_WORD;
      return writeJson({
        about,
        names: { [`user:default/${OTHERS_WORD}`]: OTHERS_WORD },
      });
    }
    if (data.secrets?.includes(column)) {
      return this.createText(SECRET_WORD, info);
    }
    if (info.nullable && !isDeclared && info.maxLength !== '36') {
      return isText(info) ? this.createText(OTHERS_WORD, info) : undefined;
    }
    const word = isDeclared ? owner.word : OTHERS_WORD;
    return this.createValue(column, info, word);
  }

  private isJson(table: string, column: string): boolean {
    return this.declared.some(
      data =>
        data.table === table &&
        (data.jsonPaths?.[column] !== undefined ||
          data.identifiedBy.some(key => key.path && key.column === column)),
    );
  }

  /** A value that fits the column. */
  private createValue(column: string, info: Info, word: string): unknown {
    const { type } = info;
    if (/^(arrival|seq|only_row)$/.test(column)) return undefined;
    if (/^json/.test(type)) return '{}';
    if (type === 'uuid' || info.maxLength === '36') return createId(Date.now());
    if (/time|date/.test(type)) return new Date();
    if (column === 'id' && /int/.test(type)) return undefined;
    if (/int|numeric|double|float|real/.test(type))
      return column === 'breakdown' ? 1 : 3;
    if (/bool/.test(type)) return false;
    if (/bytea|blob/.test(type)) return Buffer.from(randomUUID());
    return this.createText(word, info);
  }

  private createText(word: string, { maxLength, type }: Info): string {
    this.#textCount += 1;
    const limit = Number(maxLength ?? /\((\d+)\)/.exec(type)?.[1] ?? 255);
    return `${word}${this.#textCount}`.slice(0, limit);
  }
}

/** A value at an SQL/JSON path, next to values of another person. */
function buildJson(path: string, value: string, word: string): unknown {
  const steps: string[] = path.match(/[^.$[\]]+/g) ?? [];
  const root = {};
  const at = (name: string) => steps.map(step => (step === '*' ? name : step));
  set(root, ['$', ...at('0')], value);
  if (steps.includes('*')) {
    set(root, ['$', ...at('1')], `user:default/${OTHERS_WORD}`);
  }
  set(root, ['$', ...at('0').slice(0, -1), 'names'], {
    [value]: word,
    [`user:default/${OTHERS_WORD}`]: OTHERS_WORD,
  });
  return (root as { $: unknown }).$;
}

function isText({ type }: Info): boolean {
  return /text|char/.test(type);
}
