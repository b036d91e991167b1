import {
  endpoints,
  type DepartmentNode,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import type { ValueOption } from './ValuePicker';
import { useCallboardQuery } from '../query/useCallboardQuery';

/** Departments and their descendants as options, each with its path. */
function toDepartmentOptions(
  nodes: readonly DepartmentNode[],
  ancestors: readonly string[] = [],
): ValueOption[] {
  return nodes.flatMap(({ id, name, children }) => {
    const path = ancestors.join(' › ');
    return [
      { value: id, label: path ? `${name} (${path})` : name },
      ...toDepartmentOptions(children, [...ancestors, name]),
    ];
  });
}

/** The departments of a workspace as options; undefined while loading. @public */
export function useDepartmentOptions(slug: string): ValueOption[] | undefined {
  const { data } = useCallboardQuery(endpoints.getDepartmentTree, {
    params: { slug },
  });
  return useMemo(() => data && toDepartmentOptions(data.items), [data]);
}
