import { userRef } from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { ActivitySelection } from './selectActivity';

/**
 * The people whom a selection is narrowed to: by what they did, or by what was done to
 * the entities that stand for them. One's own rows are nobody else's.
 */
export function peopleLookedAt({
  scope,
  filter,
  about,
}: Pick<ActivitySelection, 'scope' | 'filter' | 'about'>): string[] {
  if (scope.kind === 'person') {
    return [];
  }
  const named = [filter.user_id, filter.entity_id, about?.entity_ref];
  return uniq(named.filter(ref => ref !== undefined)).filter(
    ref => userRef.safeParse(ref).success,
  );
}
