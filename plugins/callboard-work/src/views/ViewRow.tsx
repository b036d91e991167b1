import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import ViewListOutlinedIcon from '@mui/icons-material/ViewListOutlined';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import type { SavedView } from './SavedView';
import type { ViewActions } from './ViewActions';

/** A saved view: a click applies it; a menu contains the other actions. */
export function ViewRow(props: {
  view: SavedView;
  /** Whether the view is currently shown. */
  isCurrent: boolean;
  actions: ViewActions;
}) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const { view, isCurrent, actions } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const isBoard = new URLSearchParams(view.query).get('view') === 'board';
  const Icon = isBoard ? ViewKanbanOutlinedIcon : ViewListOutlinedIcon;
  const run = (todo: (view: SavedView) => void) => () => {
    setAnchor(null);
    todo(view);
  };
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', px: 0.5 }}>
      <ButtonBase
        aria-current={isCurrent || undefined}
        onClick={() => actions.apply(view)}
        sx={{
          flex: 1,
          minWidth: 0,
          minHeight: 36,
          px: 1,
          gap: 1,
          justifyContent: 'flex-start',
          borderRadius: 1,
          typography: 'body2',
          fontWeight: isCurrent ? 600 : undefined,
          textAlign: 'start',
          '&:hover, &:focus-visible': { bgcolor: 'action.hover' },
        }}
      >
        <Icon fontSize="small" aria-hidden />
        <Box component="span" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
          {view.name}
        </Box>
        {isCurrent && <CheckIcon fontSize="small" aria-hidden />}
      </ButtonBase>
      <IconButton
        size="small"
        aria-label={t('more', { name: view.name })}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon fontSize="small" />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
      >
        <MenuItem onClick={run(actions.copyLink)}>{t('copyLink')}</MenuItem>
        <MenuItem onClick={run(actions.rename)}>{t('rename')}</MenuItem>
        {!isCurrent && (
          <MenuItem onClick={run(actions.update)}>{t('update')}</MenuItem>
        )}
        <MenuItem onClick={run(actions.remove)}>{t('delete')}</MenuItem>
      </Menu>
    </Box>
  );
}
