import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useDraggable } from '@dnd-kit/core';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import { useEffect, useRef } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';
import { CardFace } from './CardFace';
import { useBoard } from './useBoard';
import { useCardKeys } from './useCardKeys';

/** An item on the board: it can be dragged, and moved by keys or from a menu. */
export function BoardCard(props: {
  item: WorkItem;
  index: number;
  /** Whether Tab focuses it. */
  isActive: boolean;
  onFocus: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, index, isActive } = props;
  const board = useBoard();
  const mayWrite = useWorkProject().mayChange(item);
  const drag = useDraggable({
    id: item.id,
    data: { item },
    disabled: !mayWrite,
  });
  const onKeyDown = useCardKeys(item, index);
  const button = useRef<HTMLButtonElement>(null);
  // The move may mount a new card; the focus follows.
  useEffect(() => {
    const { current: target } = board.target;
    if (
      target?.id === item.id &&
      target.stateId === item.state_id &&
      target.index === index
    ) {
      board.target.current = undefined;
      button.current?.focus({ preventScroll: true });
    }
  });
  return (
    <Paper
      {...drag.listeners}
      ref={drag.setNodeRef}
      variant="outlined"
      onClick={() => board.openItem(item)}
      sx={theme => ({
        cursor: mayWrite ? 'grab' : 'pointer',
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
          mayWrite && (
            <IconButton
              size="small"
              tabIndex={-1}
              aria-label={t('board.moveTo', { item: item.identifier })}
              onClick={event => {
                event.stopPropagation();
                board.chooseState(item, event.currentTarget);
              }}
              sx={{ m: -0.5 }}
            >
              <SwapHorizIcon sx={{ fontSize: 18 }} />
            </IconButton>
          )
        }
        title={
          <ButtonBase
            ref={button}
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
