import { Knex } from 'knex';
import { orderBy, sortBy, sortedIndex, sortedLastIndex } from 'lodash';
import { buildValuesTable } from '../../database/bulk';
import { iterateInChunks } from '../../kernel/iterateInChunks';
import { GroupKey } from './GroupKey';
import { getPersonSortKey } from './peopleOfGroups';
import { queryGroups } from './queryGroups';
import { LogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection } from './selectActivity';

/** Computing a pseudonym takes some microseconds. */
const PEOPLE_AT_ONCE = 1_000;

/** The order in which a reader sees people who does not see names. */
export interface PersonPositions {
  /** Everybody of a selection: a table `positions` with each `person` and their `position`. */
  table: Knex.Raw;
  /** SQL of a number by which people are compared. */
  order: string;
  /** The sort position of a shown text, whether or not a person has it. */
  getSortPosition(shown: string): number;
  /**
   * The groups by person only, which the positions are based on.
   *
   * @param page.after - the shown text of a person to continue after
   */
  listPersonGroups(page: {
    orderBy: 'key' | 'count';
    after?: GroupKey;
    limit?: number;
  }): Array<{ k0: string; count: number }>;
}

/**
 * Determines the sort positions of people by their shown texts. Sorting by user reference would
 * reveal pseudonyms to a reader who knows all references.
 *
 * @returns undefined for a reader who sees names
 */
export async function computePersonPositions(
  log: LogSnapshot,
  selection: ActivitySelection,
): Promise<PersonPositions | undefined> {
  if (!selection.pseudonymiser) {
    return undefined;
  }
  const groups: Array<{ k0: string; count: string | number }> =
    await queryGroups(log, selection, {
      dimensions: ['user'],
      weekStart: 1,
    });
  const unordered: Array<{ person: string; shown: string; count: number }> = [];
  for await (const some of iterateInChunks(groups, PEOPLE_AT_ONCE)) {
    unordered.push(
      ...some.map(({ k0, count }) => ({
        person: k0,
        shown: getPersonSortKey(selection, k0),
        count: Number(count),
      })),
    );
  }
  const people = sortBy(unordered, 'shown');
  const shown = people.map(one => one.shown);
  return {
    table: buildValuesTable(log.knex, 'positions', people, ['person']),
    // Even numbers leave odd ones for texts without a person.
    order: '2 * positions.position',
    getSortPosition(query) {
      const at = sortedIndex(shown, query);
      return shown[at] === query ? 2 * at : 2 * at - 1;
    },
    listPersonGroups({ orderBy: by, after, limit }) {
      const rest =
        after === undefined
          ? people
          : people.slice(sortedLastIndex(shown, String(after[0])));
      const ordered = by === 'count' ? orderBy(rest, 'count', 'desc') : rest;
      return ordered
        .slice(0, limit)
        .map(({ person, count }) => ({ k0: person, count }));
    },
  };
}
