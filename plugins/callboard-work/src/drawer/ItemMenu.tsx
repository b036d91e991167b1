import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { DeleteItemDialog } from './DeleteItemDialog';
import type { ItemEdit } from './useItemEdit';

/** The rare actions on an item. */
export function ItemMenu(props: {
  item: WorkItem;
  edit: ItemEdit;
  mayWrite: boolean;
  onDeleted: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit, mayWrite } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const run = (todo: () => void) => () => {
    setAnchor(null);
    todo();
  };
  if (!mayWrite) {
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
        <MenuItem
          onClick={run(() =>
            edit.save({
              archived_at: item.archived_at ? null : new Date().toISOString(),
            }),
          )}
        >
          {item.archived_at ? t('drawer.unarchive') : t('drawer.archive')}
        </MenuItem>
        <MenuItem
          onClick={run(() => setDeleting(true))}
          sx={{ color: 'error.main' }}
        >
          {t('drawer.delete')}
        </MenuItem>
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
