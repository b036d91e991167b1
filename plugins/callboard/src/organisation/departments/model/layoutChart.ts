import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { hierarchy, tree } from 'd3-hierarchy';
import type { DepartmentIndex } from './indexTree';

/** The size of a department card, in px. */
export const CARD = { width: 216, height: 76 } as const;

const GAP = { across: 24, down: 56 };

/** Departments of different parents are slightly further apart. */
const COUSIN_SEPARATION = 1.15;

/** The position of a department's upper left corner. */
export interface ChartPosition {
  id: string;
  x: number;
  y: number;
}

/** The visible departments and their positions. */
export interface ChartGeometry {
  positions: ReadonlyMap<string, ChartPosition>;
  /** Pairs of a department and its parent. */
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

/** Positions each visible department below its parent. */
export function layoutChart(
  index: DepartmentIndex,
  isExpanded: (id: string) => boolean,
): ChartGeometry {
  // Several departments can be at the top level; their common root is not drawn.
  const root = hierarchy<Branch>({ children: index.items }, branch =>
    !branch.node || isExpanded(branch.node.id)
      ? branch.children.map(toBranch)
      : [],
  );
  const placed = tree<Branch>()
    .nodeSize([CARD.width + GAP.across, CARD.height + GAP.down])
    .separation((a, b) => (a.parent === b.parent ? 1 : COUSIN_SEPARATION))(
    root,
  );
  const positions = new Map<string, ChartPosition>();
  const lines: Array<{ from: string; to: string }> = [];
  placed.eachBefore(({ data, parent, x, y }) => {
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
