import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { foldCase } from '../../database/foldCase';
import { findActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/** Rows that are looked through at a time. */
const ROWS_AT_ONCE = 500;

/** So many rows are looked through for one answer. */
const MOST_LOOKED_THROUGH = 10_000;

/** Rows with a text, newest first. */
export interface SeenRows {
  ids: string[];
  /** Where to go on, if there may be more than were looked for or looked through. */
  beforeId?: string;
}

/**
 * The newest rows whose entity has a text as a reader sees it who does not see names. What
 * a name is found by would say whose a pseudonym is, so names of those who acted are not
 * searched at all. Of others the database cannot tell: rows with the text are looked
 * through, and no more than some.
 */
export async function rowsWithSeenText(
  knex: Knex,
  selection: ActivitySelection,
  { most, beforeId: start }: { most: number; beforeId?: string },
): Promise<SeenRows> {
  const { filter, mask } = selection;
  const text = foldCase(filter.q!);
  const ids: string[] = [];
  let beforeId = start;
  for (let seen = 0; seen < MOST_LOOKED_THROUGH; seen += ROWS_AT_ONCE) {
    const rows = await findActivity(knex, selection, {
      limit: ROWS_AT_ONCE,
      beforeId,
    });
    for (const row of rows) {
      const { entity_id, entity_label } = mask!.entity(row);
      beforeId = row.id;
      if (foldCase([entity_label, entity_id].join('\n')).includes(text)) {
        ids.push(row.id);
      }
      if (ids.length === most) {
        return { ids, beforeId };
      }
    }
    if (rows.length < ROWS_AT_ONCE) {
      return { ids };
    }
    await setImmediate();
  }
  return { ids, beforeId };
}

/**
 * The same selection for a report, with the rows in place of the text if the reader does
 * not see names.
 *
 * @throws InputError when they are too many
 */
export async function withSeenText(
  knex: Knex,
  selection: ActivitySelection,
): Promise<ActivitySelection> {
  const { mask, filter } = selection;
  if (!mask || filter.q === undefined) {
    return selection;
  }
  const most = MOST_LOOKED_THROUGH;
  const { ids, beforeId } = await rowsWithSeenText(knex, selection, { most });
  if (beforeId !== undefined) {
    throw new InputError(
      `query.q: ${MOST_LOOKED_THROUGH} rows or more can have this text: ask about fewer days`,
    );
  }
  return withIds(selection, ids);
}

/** A selection of rows by their ids, in place of a text. */
export function withIds(
  selection: ActivitySelection,
  id: readonly string[],
): ActivitySelection {
  const { anyOf, filter } = selection;
  return {
    ...selection,
    filter: { ...filter, q: undefined },
    anyOf: { ...anyOf, id },
  };
}
