import type { KeyboardEvent } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { ChartTravel } from './ChartContext';

/**
 * The keys of the chart: arrows move to the parent, the first child and the siblings; `+` and `-`
 * expand and collapse.
 */
export function useChartKeys({
  activeId,
  goTo,
  toggle,
}: ChartTravel): (event: KeyboardEvent) => void {
  const { index, expansion, mayEdit, ask } = useDepartments();
  return event => {
    const entry = index.entries.get(activeId ?? '');
    const isOnCard = (event.target as HTMLElement).closest('[data-card]');
    if (!entry || !isOnCard || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { node, path } = entry;
    const parent = path.at(-2);
    const siblings = parent?.children ?? index.items;
    const at = siblings.findIndex(({ id }) => id === node.id);
    const hasChildren = node.children.length > 0;
    const isOpen = hasChildren && expansion.isExpanded(node.id);
    const step = (id: string | undefined) => () => id && goTo(id);
    const actions: Record<string, () => void> = {
      ArrowUp: step(parent?.id),
      ArrowDown: step(node.children[0]?.id),
      ArrowLeft: step(siblings[at - 1]?.id),
      ArrowRight: step(siblings[at + 1]?.id),
      Home: step(index.items[0]?.id),
      '+': () => hasChildren && !isOpen && toggle(node.id),
      '-': () => isOpen && toggle(node.id),
    };
    if (mayEdit) {
      actions.m = () => ask({ kind: 'move', department: node });
    }
    if (Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  };
}
