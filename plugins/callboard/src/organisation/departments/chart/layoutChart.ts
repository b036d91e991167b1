import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { hierarchy, tree } from 'd3-hierarchy';
import type { Edge, Node } from '@xyflow/react';
import { useMemo } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentIndex, DepartmentEntry } from '../useDepartmentTree';

/** The size of a department card, in px. */
export const CARD = { width: 216, height: 76 } as const;

type ChartCardData = {
  entry: DepartmentEntry;
  isExpanded: boolean;
  isFound: boolean;
};

export type DepartmentCard = Node<ChartCardData, 'department'>;

/** The card has its own role and name, so React Flow's wrapper needs no role description. */
const withoutRoleDescription = {
  'aria-roledescription': undefined,
} as DepartmentCard['domAttributes'];

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
          domAttributes: withoutRoleDescription,
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

/** The gaps between cards, in px. */
const GAP = { across: 24, down: 56 };

/** The distance between adjacent cards with different parents; 1 is the distance of siblings. */
const COUSIN_SEPARATION = 1.15;

export interface ChartPosition {
  id: string;
  x: number;
  y: number;
}

export interface ChartGeometry {
  positions: ReadonlyMap<string, ChartPosition>;
  /** The lines from departments to their children, by id. */
  lines: ReadonlyArray<{ from: string; to: string }>;
}

interface Branch {
  node?: DepartmentNode;
  children: readonly DepartmentNode[];
}

const toBranch = (node: DepartmentNode): Branch => ({
  node,
  children: node.children,
});

export function layoutChart(
  index: DepartmentIndex,
  isExpanded: (id: string) => boolean,
): ChartGeometry {
  // Several departments can be at the top level, so they get a common root that is not drawn.
  const root = hierarchy<Branch>({ children: index.items }, branch =>
    !branch.node || isExpanded(branch.node.id)
      ? branch.children.map(toBranch)
      : [],
  );
  const layout = tree<Branch>()
    .nodeSize([CARD.width + GAP.across, CARD.height + GAP.down])
    .separation((a, b) => (a.parent === b.parent ? 1 : COUSIN_SEPARATION))(
    root,
  );
  const positions = new Map<string, ChartPosition>();
  const lines: Array<{ from: string; to: string }> = [];
  layout.eachBefore(({ data, parent, x, y }) => {
    if (data.node) {
      const { id } = data.node;
      positions.set(id, { id, x, y });
      if (parent?.data.node) {
        lines.push({ from: parent.data.node.id, to: id });
      }
    }
  });
  return { positions, lines };
}
