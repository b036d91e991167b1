import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, LoadingState } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import BookmarkBorderIcon from '@mui/icons-material/BookmarkBorder';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CheckIcon from '@mui/icons-material/Check';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import ViewListOutlinedIcon from '@mui/icons-material/ViewListOutlined';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { MenuFrame } from '../pickers/MenuFrame';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import type { SavedView } from './SavedView';
import type { ViewActions } from './ViewActions';

/** A saved view: a click applies it; a menu contains the other actions. */
function ViewRow(props: {
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

/** The saved views, and the action to add one. */
export function ViewsMenu(props: {
  anchor: Element;
  views: readonly SavedView[] | undefined;
  current: SavedView | undefined;
  actions: ViewActions;
  onSave: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const { views, current, onSave } = props;
  let content = (
    <Box sx={{ p: 1.5 }}>
      <LoadingState rows={3} />
    </Box>
  );
  if (views?.length === 0) {
    content = (
      <EmptyState
        icon={<BookmarkBorderIcon />}
        title={t('empty')}
        action={
          <Button variant="contained" onClick={onSave}>
            {t('save')}
          </Button>
        }
      >
        {t('emptyHint')}
      </EmptyState>
    );
  } else if (views) {
    content = (
      <>
        <Box
          component="ul"
          aria-label={t('label')}
          sx={{
            m: 0,
            p: 0,
            py: 0.5,
            listStyle: 'none',
            maxHeight: 360,
            overflowY: 'auto',
          }}
        >
          {views.map(view => (
            <ViewRow
              key={view.name}
              view={view}
              isCurrent={view === current}
              actions={props.actions}
            />
          ))}
        </Box>
        {!current && (
          <Box sx={{ borderTop: 1, borderColor: 'divider', p: 0.5 }}>
            <Button
              fullWidth
              startIcon={<AddIcon />}
              onClick={onSave}
              sx={{ justifyContent: 'flex-start' }}
            >
              {t('save')}
            </Button>
          </Box>
        )}
      </>
    );
  }
  return (
    <MenuFrame
      label={t('label')}
      anchor={props.anchor}
      width={300}
      onClose={props.onClose}
    >
      {content}
    </MenuFrame>
  );
}
