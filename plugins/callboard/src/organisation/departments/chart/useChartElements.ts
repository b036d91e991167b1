import type { Edge, Node } from '@xyflow/react';
import { useMemo } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../model/indexTree';
import { CARD, type ChartGeometry } from '../model/layoutChart';

/** The data of a chart card. */
type ChartCardData = {
  entry: DepartmentEntry;
  isExpanded: boolean;
  isFound: boolean;
};

/** A department of the chart, as a React Flow node. */
export type DepartmentCard = Node<ChartCardData, 'department'>;

/** The card has its own accessible name, so React Flow's wrapper needs none. */
const silent = {
  'aria-roledescription': undefined,
} as DepartmentCard['domAttributes'];

/** Converts the chart's layout to React Flow nodes and edges. */
export function useChartElements({ positions, lines }: ChartGeometry): {
  nodes: DepartmentCard[];
  edges: Edge[];
} {
  const { index, expansion, matches } = useDepartments();
  const nodes = useMemo(
    () =>
      [...positions.values()].map(({ id, x, y }): DepartmentCard => {
        const entry = index.entries.get(id)!;
        return {
          id,
          type: 'department',
          position: { x, y },
          ...CARD,
          domAttributes: silent,
          data: {
            entry,
            isExpanded: expansion.isExpanded(id),
            isFound: matches?.found.has(id) ?? false,
          },
        };
      }),
    [positions, index, expansion, matches],
  );
  const edges = useMemo(
    () =>
      lines.map(
        ({ from, to }): Edge => ({
          id: `${from} ${to}`,
          source: from,
          target: to,
          type: 'smoothstep',
        }),
      ),
    [lines],
  );
  return { nodes, edges };
}
