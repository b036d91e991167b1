import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useCallback, useState, type RefObject } from 'react';
import { useWorkActions } from '../data/useWorkActions';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';
import type { ColumnHandle } from './ColumnHandle';
import type { BoardPosition } from './BoardPosition';
import { computeSortOrder } from './computeSortOrder';

/** Moves cards and announces the moves to screen readers. */
export function useMoveCard(columns: RefObject<Map<string, ColumnHandle>>): {
  move: (item: WorkItem, to: BoardPosition) => void;
  /** The last move, as text for screen readers. */
  announcement: string;
} {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states, mayChange } = useWorkProject();
  const { change } = useWorkActions();
  const [announcement, setAnnouncement] = useState('');
  const move = useCallback(
    (item: WorkItem, { stateId, index }: BoardPosition) => {
      const items = columns.current?.get(stateId)?.items ?? [];
      const from = items.findIndex(({ id }) => id === item.id);
      // Without the card itself, the ones below it move up.
      const newIndex = from >= 0 && from < index ? index - 1 : index;
      const state = states.find(({ id }) => id === stateId);
      if (!state || from === newIndex) {
        return;
      }
      const others = items.filter(({ id }) => id !== item.id);
      const sort_order = computeSortOrder(others, newIndex);
      const isSame = item.state_id === stateId;
      const canReorder = mayChange(item, 'sort_order');
      if (isSame && !canReorder) {
        return;
      }
      change(
        item,
        {
          ...(!isSame && { state_id: stateId }),
          ...(canReorder && { sort_order }),
        },
        t('change.moved', { item: item.identifier, state: state.name }),
      );
      setAnnouncement(
        t('board.moved', {
          item: item.identifier,
          state: state.name,
          position: String(newIndex + 1),
          total: String(others.length + 1),
        }),
      );
    },
    [t, columns, states, mayChange, change],
  );
  return { move, announcement };
}
