import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useDeleteItem } from '../data/useDeleteItem';
import { callboardWorkTranslationRef } from '../translation';

/** Confirms the deletion of an item. */
export function DeleteItemDialog(props: {
  item: WorkItem;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item } = props;
  const notify = useToast();
  const deleting = useDeleteItem(props.onDeleted);
  const name = `${item.identifier} ${item.title}`;
  return (
    <FormDialog
      title={t('drawer.deleteTitle', { item: name })}
      hint={t('drawer.deleteHint')}
      submitLabel={t('drawer.delete')}
      submitColor="error"
      isBusy={deleting.isPending}
      onSubmit={() =>
        deleting.mutate(item, {
          onSuccess: () => {
            notify({
              status: 'success',
              title: t('change.deleted', { item: item.identifier }),
            });
          },
        })
      }
      onClose={props.onClose}
    >
      {deleting.error && (
        <Alert severity="error">
          {t('change.deleteFailed', { item: item.identifier })}.{' '}
          {getProblems(deleting.error).message}
        </Alert>
      )}
    </FormDialog>
  );
}
