import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog, formatCount } from '@callboard/plugin-callboard-react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { BulkDialogProps } from './BulkDialogProps';
import { BulkState } from './BulkState';
import { useBulkAction } from './useBulkAction';
import { useNameList } from './useNameList';

/** Asks for confirmation before several people are deleted. */
export function BulkDeleteDialog(props: BulkDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { people } = props;
  const bulk = useBulkAction(props.workspace, props.onDone);
  return (
    <FormDialog
      title={t('bulk.deleteTitle', {
        count: people.length,
        formatted: formatCount(people.length),
      })}
      hint={`${useNameList(people)} ${t('bulk.deleteHint')}`}
      submitLabel={t('bulk.delete')}
      submitColor="error"
      isBusy={bulk.isBusy}
      onSubmit={() =>
        bulk.run({ action: 'delete', ids: people.map(({ id }) => id) })
      }
      onClose={props.onClose}
    >
      <BulkState action={bulk} />
    </FormDialog>
  );
}
