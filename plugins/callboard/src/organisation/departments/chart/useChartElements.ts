import type { Edge, Node } from '@xyflow/react';
import { useMemo } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../model/indexTree';
import { CARD, type ChartGeometry } from '../model/layoutChart';

/** What a card of the chart is drawn from. */
type ChartCardData = {
  entry: DepartmentEntry;
  isExpanded: boolean;
  isFound: boolean;
};

/** A department on the chart, as React Flow knows it. */
export type DepartmentCard = Node<ChartCardData, 'department'>;

/** The card itself says what it is: the frame around it should not. */
const silent = {
  'aria-roledescription': undefined,
} as DepartmentCard['domAttributes'];

/** What React Flow is to draw. */
export function useChartElements({ places, lines }: ChartGeometry): {
  nodes: DepartmentCard[];
  edges: Edge[];
} {
  const { index, expansion, matches } = useDepartments();
  const nodes = useMemo(
    () =>
      [...places.values()].map(({ id, x, y }): DepartmentCard => {
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
    [places, index, expansion, matches],
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
