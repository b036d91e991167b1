import { Knex } from 'knex';
import { orderBy, sortBy, sortedIndex, sortedLastIndex } from 'lodash';
import { rowsGiven } from '../../database/bulk';
import { inChunks } from '../../yielding/inChunks';
import { GroupKey } from './GroupKey';
import { shownPerson } from './peopleOfGroups';
import { queryGroups } from './queryGroups';
import { LogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection } from './selectActivity';

/** Each pseudonym takes some microseconds to make. */
const PEOPLE_AT_ONCE = 1_000;

/** The order in which a reader sees people who does not see names. */
export interface PlacesOfPeople {
  /** Everybody of a selection: a table `places` with each `person` and their `place`. */
  table: Knex.Raw;
  /** SQL of a number by which people are compared. */
  order: string;
  /** The number of somebody by what is shown of them, whether or not they are there. */
  orderOf(shown: string): number;
  /**
   * The groups by person alone, which the places were found by.
   *
   * @param page.after - what is shown of somebody, to begin after them
   */
  groups(page: {
    orderBy: 'key' | 'count';
    after?: GroupKey;
    limit?: number;
  }): Array<{ k0: string; count: number }>;
}

/**
 * The places of people by what is shown of them: in the order of their references, whoever
 * knows all references could tell whose the pseudonyms are.
 *
 * @returns undefined for a reader who sees names
 */
export async function placesOfPeople(
  log: LogSnapshot,
  selection: ActivitySelection,
): Promise<PlacesOfPeople | undefined> {
  if (!selection.pseudonymiser) {
    return undefined;
  }
  const groups: Array<{ k0: string; count: string | number }> =
    await queryGroups(log, selection, {
      dimensions: ['user'],
      weekStart: 1,
    });
  const unordered: Array<{ person: string; shown: string; count: number }> = [];
  for await (const some of inChunks(groups, PEOPLE_AT_ONCE)) {
    unordered.push(
      ...some.map(({ k0, count }) => ({
        person: k0,
        shown: shownPerson(selection, k0),
        count: Number(count),
      })),
    );
  }
  const people = sortBy(unordered, 'shown');
  const shown = people.map(one => one.shown);
  return {
    table: rowsGiven(log.knex, 'places', people, ['person']),
    // Even, so that there is room for those who are not there.
    order: '2 * places.place',
    orderOf(query) {
      const at = sortedIndex(shown, query);
      return shown[at] === query ? 2 * at : 2 * at - 1;
    },
    groups({ orderBy: by, after, limit }) {
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
