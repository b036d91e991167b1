import { Activity } from '@callboard/plugin-callboard-common';
import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { foldCase } from '../../database/foldCase';
import { listActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/** Rows that are looked through at a time. */
const ROWS_AT_ONCE = 500;

/** In a report, a text may be in so many rows. */
const MOST_IN_REPORT = 10_000;

/**
 * The rows with a text as a reader sees them who does not see names, newest first: what a
 * name is found by would say whose a pseudonym is. The database cannot tell, so rows with
 * the text, in a name or elsewhere, are looked through.
 */
export async function* rowsWithSeenText(
  knex: Knex,
  selection: ActivitySelection,
  { beforeId: start }: { beforeId?: string } = {},
): AsyncGenerator<Activity> {
  const text = foldCase(selection.filter.q!);
  for (let beforeId = start; ; ) {
    const rows = await listActivity(knex, selection, {
      limit: ROWS_AT_ONCE,
      beforeId,
    });
    yield* rows.filter(({ entity_label, entity_id, user_name }) =>
      foldCase([entity_label, entity_id, user_name].join('\n')).includes(text),
    );
    if (rows.length < ROWS_AT_ONCE) {
      return;
    }
    beforeId = rows[rows.length - 1].id;
    await setImmediate();
  }
}

/** The ids of the newest of them. */
export async function idsWithSeenText(
  knex: Knex,
  selection: ActivitySelection,
  { most, beforeId }: { most: number; beforeId?: string },
): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of rowsWithSeenText(knex, selection, { beforeId })) {
    if (ids.push(id) === most) {
      break;
    }
  }
  return ids;
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
  const most = MOST_IN_REPORT + 1;
  const ids = await idsWithSeenText(knex, selection, { most });
  if (ids.length > MOST_IN_REPORT) {
    throw new InputError(
      `query.q: more than ${MOST_IN_REPORT} rows have this text: ask about fewer days`,
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
