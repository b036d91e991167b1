import { normaliseForSearch } from '@callboard/plugin-callboard-react';
import { useCallback, useRef, type KeyboardEvent } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { TreeRow } from '../model/buildTreeRows';

/** Letters typed within this time form one text, in milliseconds. */
const TYPING_PAUSE = 600;

/** The next row, from `from` and wrapping around, whose name begins with a text. */
function findRowIndex(
  rows: readonly TreeRow[],
  text: string,
  from: number,
): number {
  const term = normaliseForSearch(text);
  const order = rows.map((_, step) => (from + step) % rows.length);
  return (
    order.find(at =>
      normaliseForSearch(rows[at].entry.node.name).startsWith(term),
    ) ?? -1
  );
}

/** Finds rows by typed letters: several, or the same one repeatedly. */
function useTypeAhead(rows: readonly TreeRow[], activeIndex: number) {
  const typed = useRef({ text: '', at: 0 });
  return {
    isTyping: () =>
      typed.current.text !== '' && Date.now() - typed.current.at < TYPING_PAUSE,
    find: (letter: string) => {
      const now = Date.now();
      const before =
        now - typed.current.at < TYPING_PAUSE ? typed.current.text : '';
      typed.current = { text: before + letter, at: now };
      return findRowIndex(
        rows,
        typed.current.text,
        before ? activeIndex : activeIndex + 1,
      );
    },
  };
}

const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;

/**
 * The keys of a tree: arrows, Home and End, letters for the next name that begins with them, Enter
 * to select, `*` to expand all siblings of a row and, for admins, `m` to move.
 */
export function useTreeKeys(
  rows: readonly TreeRow[],
  activeIndex: number,
  moveTo: (at: number) => void,
): (event: KeyboardEvent) => void {
  const { url, expansion, matches, mayEdit, ask } = useDepartments();
  const typeAhead = useTypeAhead(rows, activeIndex);

  /** Handles horizontal arrows: expand or collapse, then step in or out. */
  const stepSideways = useCallback(
    (row: TreeRow, inwards: boolean) => {
      // Search results stay expanded.
      if (row.isExpanded === !inwards && !matches) {
        expansion.set([row.id], inwards);
      } else if (inwards && row.isExpanded) {
        moveTo(activeIndex + 1);
      } else if (!inwards) {
        const { parent_id } = row.entry.node;
        moveTo(rows.findIndex(({ id }) => id === parent_id));
      }
    },
    [expansion, matches, moveTo, activeIndex, rows],
  );

  return event => {
    const row = rows[activeIndex];
    const isOnRow =
      (event.target as HTMLElement).getAttribute('role') === 'treeitem';
    if (!row || !isOnRow) {
      return;
    }
    const actions: Record<string, () => void> = {
      ArrowDown: () => moveTo(Math.min(rows.length - 1, activeIndex + 1)),
      ArrowUp: () => moveTo(Math.max(0, activeIndex - 1)),
      ArrowRight: () => stepSideways(row, true),
      ArrowLeft: () => stepSideways(row, false),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => url.select(row.id),
      ' ': () => url.select(row.id),
      '*': () =>
        expansion.set(
          rows
            .filter(
              ({ entry }) => entry.node.parent_id === row.entry.node.parent_id,
            )
            .map(({ id }) => id),
          true,
        ),
    };
    if (mayEdit && !typeAhead.isTyping()) {
      actions.m = () => ask({ kind: 'move', department: row.entry.node });
    }
    const isHelp = event.key === '?' || event.key === '/';
    const run = Object.hasOwn(actions, event.key)
      ? actions[event.key]
      : undefined;
    if (run) {
      event.preventDefault();
      run();
    } else if (isLetter(event) && !isHelp) {
      event.preventDefault();
      const at = typeAhead.find(event.key);
      if (at >= 0) {
        moveTo(at);
      }
    }
  };
}
