import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import {
  ActionMenu,
  FormDialog,
  getProblems,
} from '@callboard/plugin-callboard-react';
import { useDeleteItem } from '../data/useItemMutations';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

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

/** The less common actions on an item. Renders nothing if the user may perform none of them. */
export function ItemMenu(props: {
  item: WorkItem;
  edit: ItemEdit;
  onDeleted: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit } = props;
  const { canChange, canDelete } = useWorkProject();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <ActionMenu
        label={t('drawer.more')}
        actions={[
          canChange(item, 'archived_at') && {
            label: t(item.archived_at ? 'drawer.unarchive' : 'drawer.archive'),
            run: () =>
              edit.save({
                archived_at: item.archived_at ? null : new Date().toISOString(),
              }),
          },
          canDelete && {
            label: t('drawer.delete'),
            run: () => setDeleting(true),
            isDestructive: true,
          },
        ]}
      />
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
