import {
  endpoints,
  type DepartmentNode,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  type ValueOption,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/** Departments with those beneath them, each named by the way to it. */
function optionsOf(
  nodes: readonly DepartmentNode[],
  above: string = '',
): ValueOption[] {
  return nodes.flatMap(({ id, name, children }) => {
    const label = above ? `${above} › ${name}` : name;
    return [{ value: id, label }, ...optionsOf(children, label)];
  });
}

/** The departments of a workspace to choose from; none until they are known. */
export function useDepartmentOptions(slug: string): ValueOption[] {
  const { data } = useCallboardQuery(endpoints.getDepartmentTree, {
    params: { slug },
  });
  return useMemo(() => optionsOf(data?.items ?? []), [data]);
}
