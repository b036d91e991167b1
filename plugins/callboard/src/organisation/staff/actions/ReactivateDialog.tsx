import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, getStaffName } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  toIfMatchHeader,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { ActionDialogProps } from './ActionDialogProps';
import { useStaffAction } from './useStaffAction';

/** Asks for confirmation before a person who has left is reactivated. */
export function ReactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const client = useCallboardClient();
  const { run, isBusy, problem } = useStaffAction({
    run: () =>
      client.call(endpoints.reactivateStaffMember, {
        params: { slug, id: person.id },
        body: {},
        headers: toIfMatchHeader(person),
      }),
    done: () => t('act.reactivated', { name }),
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t('act.reactivateTitle', { name })}
      hint={t('act.reactivateHint', { name })}
      submitLabel={t('act.reactivate')}
      isBusy={isBusy}
      onSubmit={() => run(undefined)}
      onClose={onClose}
    >
      {problem && <Alert severity="error">{problem}</Alert>}
    </FormDialog>
  );
}
