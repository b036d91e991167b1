import { NO_VALUE } from '@callboard/plugin-callboard-common';
import {
  ActivityPseudonymiser,
  NOBODY,
} from '../../../pseudonyms/ActivityPseudonymiser';
import { NumberCell } from './NumberReadModel';
import { AxisKey, MetricViewer, ResolvedQuery } from './ResolvedQuery';

/**
 * Replaces pseudonyms in a query with user references, for a viewer who does not see names. Queries
 * by department have no result: small departments would reveal pseudonyms.
 */
export async function resolveQueryPseudonyms(
  resolvedQuery: ResolvedQuery,
  pseudonymiser: ActivityPseudonymiser,
): Promise<ResolvedQuery> {
  const { workspace_id, filters, only: selectedKeys = [] } = resolvedQuery;
  const { user_ids, department_ids } = filters;
  const isPerson = ({ axis }: AxisKey) => axis === 'USER';
  const filterNames = [
    ...(user_ids ?? []).filter(ref => ref !== null),
    ...selectedKeys.filter(isPerson).map(({ key }) => key),
  ];
  const found = await pseudonymiser.resolveUsers(workspace_id, filterNames);
  const usersByName = new Map(filterNames.map((ref, at) => [ref, found[at]]));
  return {
    ...resolvedQuery,
    filters: {
      ...filters,
      department_ids: undefined,
      user_ids: department_ids
        ? [NOBODY]
        : user_ids?.map(ref => (ref === null ? ref : usersByName.get(ref)!)),
    },
    only: selectedKeys.map(one =>
      isPerson(one) ? { ...one, key: usersByName.get(one.key)! } : one,
    ),
  };
}

/** Replaces user references in a result with pseudonyms, for a viewer who does not see names. */
export function pseudonymiseCell(
  cell: NumberCell,
  { workspace_id, x_axis, group_by }: ResolvedQuery,
  { pseudonymiser }: MetricViewer,
): NumberCell {
  const toShownKey = (axis: ResolvedQuery['x_axis'], key: string | null) =>
    pseudonymiser && axis === 'USER' && key !== null && key !== NO_VALUE
      ? pseudonymiser.pseudonymisePerson(workspace_id, key).user_id
      : key;
  return {
    ...cell,
    x: toShownKey(x_axis, cell.x),
    g: toShownKey(group_by, cell.g),
  };
}
