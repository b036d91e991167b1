import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, LoadingState } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import BookmarkBorderIcon from '@mui/icons-material/BookmarkBorder';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { MenuFrame } from '../pickers/MenuFrame';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import type { SavedView } from './SavedView';
import type { ViewActions } from './ViewActions';
import { ViewRow } from './ViewRow';

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
