import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { hasModifier } from '@callboard/plugin-callboard-react';
import { useDraggable } from '@dnd-kit/core';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import type { KeyboardEvent, ReactNode } from 'react';
import Box from '@mui/material/Box';
import {
  AssigneeList,
  LabelList,
  PriorityBadge,
  useEstimateText,
} from '../badges/FieldValues';
import { useWorkProject } from '../data/WorkProject';
import { fieldKeys } from '../pickers/ItemField';
import { callboardWorkTranslationRef } from '../translation';
import { useBoard } from './BoardContext';

export function CardFace(props: {
  item: WorkItem;
  /** Shown at the end of the first line. */
  action?: ReactNode;
  /** Replaces the plain title, for example with a button. */
  title?: ReactNode;
}) {
  const { item } = props;
  const { labels } = useWorkProject();
  const estimateText = useEstimateText();
  const itemLabels = labels.filter(({ id }) => item.labels.includes(id));
  const estimate = estimateText(item);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.5, p: 1.25 }}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          typography: 'caption',
          color: 'text.secondary',
          minHeight: 24,
        }}
      >
        <span>{item.identifier}</span>
        {item.priority !== 'none' && <PriorityBadge priority={item.priority} />}
        <Box sx={{ flex: 1 }} />
        {props.action}
      </Box>
      {props.title ?? (
        <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
          {item.title}
        </Box>
      )}
      {(itemLabels.length > 0 || estimate || item.assignees.length > 0) && (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            minHeight: 24,
            typography: 'caption',
            color: 'text.secondary',
          }}
        >
          {itemLabels.length > 0 && (
            <LabelList labels={itemLabels} maxShown={1} />
          )}
          <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
            {estimate}
          </Box>
          <Box sx={{ flex: 1 }} />
          {item.assignees.length > 0 && (
            <AssigneeList small assignees={item.assignees} />
          )}
        </Box>
      )}
    </Box>
  );
}

/**
 * Returns the key handler of a card: arrows, Home and End move the focus, Shift and arrows move the
 * card, `m` opens the menu to move the card, and other letters open the menus of the card's fields.
 */
function useCardKeys(
  item: WorkItem,
  index: number,
): (event: KeyboardEvent<HTMLElement>) => void {
  const board = useBoard();
  const canEdit = useWorkProject().canChange(item);
  const stateId = item.state_id;

  function findFocusAction(key: string): (() => void) | undefined {
    const column = board.columns.current.get(stateId);
    return {
      ArrowDown: () => column?.focus(index + 1),
      ArrowUp: () => column?.focus(index - 1),
      Home: () => column?.focus(0),
      End: () => column?.focus((column?.items.length ?? 1) - 1),
      ArrowRight: () => board.focusCardInNextColumn(stateId, index, 1),
      ArrowLeft: () => board.focusCardInNextColumn(stateId, index, -1),
    }[key];
  }

  function findMoveAction(key: string): (() => void) | undefined {
    const moveToAdjacentColumn = (step: 1 | -1) => {
      const adjacentStateId = board.getAdjacentStateId(stateId, step);
      if (adjacentStateId) {
        board.move(item, { stateId: adjacentStateId, index: 0 });
      }
    };
    const moveWithinColumn = (to: number) => {
      const count = board.columns.current.get(stateId)?.items.length ?? 0;
      if (to >= 0 && to <= count) {
        board.move(item, { stateId, index: to });
      }
    };
    return {
      ArrowRight: () => moveToAdjacentColumn(1),
      ArrowLeft: () => moveToAdjacentColumn(-1),
      ArrowUp: () => moveWithinColumn(index - 1),
      // The position after the next card.
      ArrowDown: () => moveWithinColumn(index + 2),
    }[key];
  }

  return event => {
    if (hasModifier(event)) {
      return;
    }
    const { key, currentTarget } = event;
    let run =
      event.shiftKey && canEdit ? findMoveAction(key) : findFocusAction(key);
    if (canEdit && !event.shiftKey && Object.hasOwn(fieldKeys, key)) {
      run = () => board.openFieldMenu(item, fieldKeys[key], currentTarget);
    }
    if (canEdit && key === 'm') {
      run = () => board.openStateMenu(item, currentTarget);
    }
    if (run) {
      event.preventDefault();
      run();
    }
  };
}

export function BoardCard(props: {
  item: WorkItem;
  index: number;
  /** Whether Tab focuses the card. */
  isActive: boolean;
  onFocus: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, index, isActive } = props;
  const board = useBoard();
  const canEdit = useWorkProject().canChange(item);
  const drag = useDraggable({
    id: item.id,
    data: { item },
    disabled: !canEdit,
  });
  const onKeyDown = useCardKeys(item, index);
  return (
    <Paper
      {...drag.listeners}
      ref={drag.setNodeRef}
      variant="outlined"
      onClick={() => board.openItem(item)}
      sx={theme => ({
        cursor: canEdit ? 'grab' : 'pointer',
        opacity: drag.isDragging ? 0.4 : 1,
        userSelect: 'none',
        '&:hover': { borderColor: 'text.secondary' },
        '&:focus-within': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: -1,
        },
      })}
    >
      <CardFace
        item={item}
        action={
          canEdit && (
            <IconButton
              size="small"
              tabIndex={-1}
              aria-label={t('board.moveTo', { item: item.identifier })}
              onClick={event => {
                event.stopPropagation();
                board.openStateMenu(item, event.currentTarget);
              }}
              sx={{ m: -0.5 }}
            >
              <SwapHorizIcon sx={{ fontSize: 18 }} />
            </IconButton>
          )
        }
        title={
          <ButtonBase
            data-card={item.id}
            tabIndex={isActive ? 0 : -1}
            aria-label={t('board.cardLabel', {
              item: item.identifier,
              title: item.title,
            })}
            onFocus={props.onFocus}
            onKeyDown={onKeyDown}
            sx={{
              display: '-webkit-box',
              WebkitBoxOrient: 'vertical',
              WebkitLineClamp: 3,
              overflow: 'hidden',
              overflowWrap: 'anywhere',
              textAlign: 'start',
              typography: 'body2',
              cursor: 'inherit',
            }}
          >
            {item.title}
          </ButtonBase>
        }
      />
    </Paper>
  );
}
