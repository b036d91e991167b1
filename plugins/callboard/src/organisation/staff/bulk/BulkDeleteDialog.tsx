import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog, formatCount } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { BulkDialogProps } from './BulkDialogProps';
import { useBulkAction } from './useBulkAction';
import { useWho } from './useWho';

/** Asks before many people are deleted. */
export function BulkDeleteDialog(props: BulkDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { people } = props;
  const { act, isBusy, problem } = useBulkAction(props.workspace, props.onDone);
  return (
    <FormDialog
      title={t('bulk.deleteTitle', {
        count: people.length,
        formatted: formatCount(people.length),
      })}
      hint={`${useWho(people)} ${t('bulk.deleteHint')}`}
      submitLabel={t('bulk.delete')}
      submitColor="error"
      isBusy={isBusy}
      onSubmit={() =>
        act({ action: 'delete', ids: people.map(({ id }) => id) })
      }
      onClose={props.onClose}
    >
      {problem && <Alert severity="error">{problem}</Alert>}
    </FormDialog>
  );
}
