import { useTranslationRef } from '@backstage/frontend-plugin-api';
import BookmarkIcon from '@mui/icons-material/Bookmark';
import BookmarkBorderIcon from '@mui/icons-material/BookmarkBorder';
import { useState } from 'react';
import {
  ActionMenu,
  FormDialog,
  EmptyState,
  LoadingState,
} from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CheckIcon from '@mui/icons-material/Check';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import ViewListOutlinedIcon from '@mui/icons-material/ViewListOutlined';
import ButtonBase from '@mui/material/ButtonBase';
import { MenuButton, MenuFrame } from '../pickers/MenuFrame';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import {
  type SavedView,
  MAX_NAME_LENGTH,
  type ViewActions,
  useViewActions,
} from './savedViews';

/** A saved view: a click applies it; a menu contains the other actions. */
function ViewRow(props: {
  view: SavedView;
  isCurrent: boolean;
  actions: ViewActions;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const { view, isCurrent, actions } = props;
  const isBoard = new URLSearchParams(view.query).get('view') === 'board';
  const Icon = isBoard ? ViewKanbanOutlinedIcon : ViewListOutlinedIcon;
  const toClosingHandler = (action: (view: SavedView) => void) => () => {
    props.onClose();
    action(view);
  };
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', px: 0.5 }}>
      <ButtonBase
        aria-current={isCurrent || undefined}
        onClick={toClosingHandler(actions.apply)}
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
      <ActionMenu
        label={t('more', { name: view.name })}
        size="small"
        actions={[
          { label: t('copyLink'), run: toClosingHandler(actions.copyLink) },
          { label: t('rename'), run: toClosingHandler(actions.rename) },
          // Saves the page's filters in this view. The current view already contains them.
          !isCurrent && {
            label: t('update'),
            run: toClosingHandler(actions.overwrite),
          },
          { label: t('delete'), run: toClosingHandler(actions.remove) },
        ]}
      />
    </Box>
  );
}

function ViewsMenu(props: {
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
              onClose={props.onClose}
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

const normaliseName = (name: string) => name.trim().toLocaleLowerCase();

function ViewDialog(props: {
  title: string;
  hint?: string;
  name?: string;
  otherNames: readonly string[];
  /** Resolves to whether the name was stored. If not, the dialog stays open. */
  onSave: (name: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const [name, setName] = useState(props.name ?? '');
  const [isBusy, setBusy] = useState(false);
  const isTaken = props.otherNames.some(
    other => normaliseName(other) === normaliseName(name),
  );
  async function save() {
    setBusy(true);
    const isSaved = await props.onSave(name.trim());
    setBusy(false);
    if (isSaved) {
      props.onClose();
    }
  }

  return (
    <FormDialog
      title={props.title}
      hint={props.hint}
      submitLabel={t('submit')}
      isBlocked={!name.trim() || isTaken}
      isBusy={isBusy}
      onSubmit={save}
      onClose={props.onClose}
    >
      <TextField
        fullWidth
        size="small"
        label={t('name')}
        value={name}
        onChange={event => setName(event.target.value)}
        error={isTaken}
        helperText={isTaken ? t('taken') : ' '}
        inputProps={{ maxLength: MAX_NAME_LENGTH }}
      />
    </FormDialog>
  );
}

export function SavedViewsButton() {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const viewActions = useViewActions();
  const { views, current } = viewActions;
  const [isAdding, setAdding] = useState(false);
  const [viewToRename, setViewToRename] = useState<SavedView>();
  const names = views?.map(({ name }) => name) ?? [];
  return (
    <>
      <MenuButton
        text={current ? t('current', { name: current.name }) : t('label')}
        icon={current ? <BookmarkIcon /> : <BookmarkBorderIcon />}
        isSet={current !== undefined}
        renderMenu={(anchor, close) => (
          <ViewsMenu
            anchor={anchor}
            views={views}
            current={current}
            actions={{ ...viewActions.actions, rename: setViewToRename }}
            onSave={() => {
              close();
              setAdding(true);
            }}
            onClose={close}
          />
        )}
      />
      {isAdding && (
        <ViewDialog
          title={t('save')}
          hint={t('saveHint')}
          otherNames={names}
          onSave={viewActions.add}
          onClose={() => setAdding(false)}
        />
      )}
      {viewToRename && (
        <ViewDialog
          title={t('rename')}
          name={viewToRename.name}
          otherNames={names.filter(name => name !== viewToRename.name)}
          onSave={name => viewActions.rename(viewToRename, name)}
          onClose={() => setViewToRename(undefined)}
        />
      )}
    </>
  );
}
