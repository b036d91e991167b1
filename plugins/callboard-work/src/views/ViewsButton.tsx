import { useTranslationRef } from '@backstage/frontend-plugin-api';
import BookmarkIcon from '@mui/icons-material/Bookmark';
import BookmarkBorderIcon from '@mui/icons-material/BookmarkBorder';
import { useState } from 'react';
import { MenuButton } from '../pickers/MenuButton';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import type { SavedView } from './SavedView';
import type { ViewActions } from './ViewActions';
import { useViewActions } from './useViewActions';
import { ViewDialog } from './ViewDialog';
import { ViewsMenu } from './ViewsMenu';

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
