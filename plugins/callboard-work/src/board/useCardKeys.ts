import type { WorkItem } from '@callboard/plugin-callboard-common';
import type { KeyboardEvent } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { fieldKeys } from '../pickers/ItemField';
import { useBoard } from './useBoard';

/**
 * Handles the keys of a card: arrows move the focus, Shift and arrows move the card, `m` opens the
 * menu to move it, and letters set its fields.
 */
export function useCardKeys(
  item: WorkItem,
  index: number,
): (event: KeyboardEvent<HTMLElement>) => void {
  const board = useBoard();
  const mayWrite = useWorkProject().mayChange(item);
  const stateId = item.state_id;

  function walk(key: string): (() => void) | undefined {
    const column = board.columns.current.get(stateId);
    return {
      ArrowDown: () => column?.focus(index + 1),
      ArrowUp: () => column?.focus(index - 1),
      Home: () => column?.focus(0),
      End: () => column?.focus((column?.items.length ?? 1) - 1),
      ArrowRight: () => board.focusNeighbour(stateId, index, 1),
      ArrowLeft: () => board.focusNeighbour(stateId, index, -1),
    }[key];
  }

  function carry(key: string): (() => void) | undefined {
    const moveToNeighbour = (step: 1 | -1) => {
      const neighbourId = board.getNeighbour(stateId, step);
      if (neighbourId) {
        const to = { stateId: neighbourId, index: 0 };
        board.target.current = { id: item.id, ...to };
        board.move(item, to);
      }
    };
    const moveWithinColumn = (to: number) => {
      const count = board.columns.current.get(stateId)?.items.length ?? 0;
      if (to >= 0 && to <= count) {
        const newIndex = to > index ? to - 1 : to;
        board.target.current = { id: item.id, stateId, index: newIndex };
        board.move(item, { stateId, index: to });
      }
    };
    return {
      ArrowRight: () => moveToNeighbour(1),
      ArrowLeft: () => moveToNeighbour(-1),
      ArrowUp: () => moveWithinColumn(index - 1),
      // After the next one.
      ArrowDown: () => moveWithinColumn(index + 2),
    }[key];
  }

  return event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { key, currentTarget } = event;
    let run = event.shiftKey && mayWrite ? carry(key) : walk(key);
    if (mayWrite && !event.shiftKey && Object.hasOwn(fieldKeys, key)) {
      run = () => board.edit(item, fieldKeys[key], currentTarget);
    }
    if (mayWrite && key === 'm') {
      run = () => board.chooseState(item, currentTarget);
    }
    if (run) {
      event.preventDefault();
      run();
    }
  };
}
