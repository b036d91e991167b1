import { userRef } from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { normaliseForSearch } from '../../database/normaliseForSearch';
import { ActivitySelection } from './selectActivity';

/**
 * Returns the people to whom a selection is limited: by actor, by entities that represent them, or by
 * their full name as a text. Returns nobody for a selection of the reader's own activity.
 *
 * @param seen - the people in the rows read, as the rows name them
 */
export function listViewedPeople(
  {
    scope,
    filter,
    anyOf,
    about,
  }: Pick<ActivitySelection, 'scope' | 'filter' | 'anyOf' | 'about'>,
  seen: ReadonlyArray<{ user_id?: string; user_name?: string }> = [],
): string[] {
  if (scope.kind === 'person') {
    return [];
  }
  const some = Array.isArray(anyOf?.user_id) ? anyOf.user_id : [];
  const whose = filter.user_id === undefined ? some : [filter.user_id];
  const name =
    filter.q === undefined ? undefined : normaliseForSearch(filter.q).trim();
  const searched = seen
    .filter(({ user_name = '' }) => normaliseForSearch(user_name) === name)
    .map(({ user_id }) => user_id);
  const named = [...whose, filter.entity_id, about?.entity_ref, ...searched];
  return uniq(named.filter(ref => ref !== undefined)).filter(
    ref => userRef.safeParse(ref).success,
  );
}
