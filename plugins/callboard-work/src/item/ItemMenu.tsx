import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { FormDialog, getProblems } from '@callboard/plugin-callboard-react';
import { useDeleteItem } from '../data/useItemMutations';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

/** Confirms the deletion of an item. */
function DeleteItemDialog(props: {
  item: WorkItem;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item } = props;
  const deletion = useDeleteItem(props.onDeleted);
  const name = `${item.identifier} ${item.title}`;
  return (
    <FormDialog
      title={t('drawer.deleteTitle', { item: name })}
      hint={t('drawer.deleteHint')}
      submitLabel={t('drawer.delete')}
      submitColor="error"
      failure={
        deletion.error &&
        `${t('change.deleteFailed', { item: item.identifier })}. ${
          getProblems(deletion.error).message
        }`
      }
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate(item)}
      onClose={props.onClose}
    />
  );
}

/** The less common actions on an item; renders nothing if the user may do none of them. */
export function ItemMenu(props: {
  item: WorkItem;
  edit: ItemEdit;
  onDeleted: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit } = props;
  const { canChange, canDelete } = useWorkProject();
  const canArchive = canChange(item, 'archived_at');
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const toClosingHandler = (action: () => void) => () => {
    setAnchor(null);
    action();
  };
  if (!canArchive && !canDelete) {
    return null;
  }
  return (
    <>
      <IconButton
        aria-label={t('drawer.more')}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
      >
        {canArchive && (
          <MenuItem
            onClick={toClosingHandler(() =>
              edit.save({
                archived_at: item.archived_at ? null : new Date().toISOString(),
              }),
            )}
          >
            {item.archived_at ? t('drawer.unarchive') : t('drawer.archive')}
          </MenuItem>
        )}
        {canDelete && (
          <MenuItem
            onClick={toClosingHandler(() => setDeleting(true))}
            sx={{ color: 'error.main' }}
          >
            {t('drawer.delete')}
          </MenuItem>
        )}
      </Menu>
      {isDeleting && (
        <DeleteItemDialog
          item={item}
          onDeleted={props.onDeleted}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}
