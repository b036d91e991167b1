import { useTranslationRef } from '@backstage/frontend-plugin-api';
import BookmarkIcon from '@mui/icons-material/Bookmark';
import BookmarkBorderIcon from '@mui/icons-material/BookmarkBorder';
import { useState } from 'react';
import { FormDialog } from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { MenuButton } from '../pickers/MenuButton';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import { type SavedView, LONGEST_NAME } from './SavedView';
import type { ViewActions } from './ViewActions';
import { useViewActions } from './useViewActions';
import { ViewsMenu } from './ViewsMenu';

const normaliseName = (name: string) => name.trim().toLocaleLowerCase();

/** A dialog for the name of a view. */
function ViewDialog(props: {
  title: string;
  hint?: string;
  /** The current name. */
  name?: string;
  /** The names of the other views. */
  others: readonly string[];
  /** Resolves to whether the name was stored; otherwise the dialog stays. */
  onSave: (name: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const [name, setName] = useState(props.name ?? '');
  const [isBusy, setBusy] = useState(false);
  const isTaken = props.others.some(
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
        inputProps={{ maxLength: LONGEST_NAME }}
      />
    </FormDialog>
  );
}

/** Opens the saved views; names the current one. */
export function ViewsButton() {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const saved = useViewActions();
  const { views, current } = saved;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [renamed, setRenamed] = useState<SavedView>();
  const close = () => setAnchor(null);
  const toClosingAction =
    (run: (view: SavedView) => void) => (view: SavedView) => {
      close();
      run(view);
    };
  const actions: ViewActions = {
    apply: toClosingAction(saved.actions.apply),
    copyLink: toClosingAction(saved.actions.copyLink),
    rename: toClosingAction(setRenamed),
    update: toClosingAction(saved.actions.update),
    remove: toClosingAction(saved.actions.remove),
  };
  const names = views?.map(({ name }) => name) ?? [];
  return (
    <>
      <MenuButton
        text={current ? t('current', { name: current.name }) : t('label')}
        icon={current ? <BookmarkIcon /> : <BookmarkBorderIcon />}
        isSet={current !== undefined}
        isOpen={anchor !== null}
        onOpen={setAnchor}
      />
      {anchor && (
        <ViewsMenu
          anchor={anchor}
          views={views}
          current={current}
          actions={actions}
          onSave={() => {
            close();
            setSaving(true);
          }}
          onClose={close}
        />
      )}
      {isSaving && (
        <ViewDialog
          title={t('save')}
          hint={t('saveHint')}
          others={names}
          onSave={saved.add}
          onClose={() => setSaving(false)}
        />
      )}
      {renamed && (
        <ViewDialog
          title={t('rename')}
          name={renamed.name}
          others={names.filter(name => name !== renamed.name)}
          onSave={name => saved.rename(renamed, name)}
          onClose={() => setRenamed(undefined)}
        />
      )}
    </>
  );
}
