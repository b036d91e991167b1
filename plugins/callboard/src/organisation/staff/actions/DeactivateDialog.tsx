import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, getStaffName } from '@callboard/plugin-callboard-common';
import {
  DateField,
  FormDialog,
  toIfMatchHeader,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { ActionDialogProps } from './ActionDialogProps';
import { useStaffAction } from './useStaffAction';

const FIELDS = ['date_of_leaving'];

/** A dialog that records that a person has left, and when. */
export function DeactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const client = useCallboardClient();
  const [date, setDate] = useState('');
  const { run, isBusy, problem, fieldProblems } = useStaffAction({
    run: () =>
      client.call(endpoints.deactivateStaffMember, {
        params: { slug, id: person.id },
        body: { date_of_leaving: date || undefined },
        headers: toIfMatchHeader(person),
      }),
    done: () => t('act.deactivated', { name }),
    onDone: onClose,
    fields: FIELDS,
  });
  const dateProblem = fieldProblems.date_of_leaving;
  return (
    <FormDialog
      title={t('act.deactivateTitle', { name })}
      hint={t('act.deactivateHint', { name })}
      submitLabel={t('act.deactivate')}
      submitColor="error"
      isBusy={isBusy}
      onSubmit={() => run(undefined)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {problem && <Alert severity="error">{problem}</Alert>}
        <DateField
          label={t('field.date_of_leaving')}
          value={date}
          onChange={setDate}
          error={dateProblem !== undefined}
          helperText={dateProblem ?? t('hint.date_of_leaving')}
        />
      </Stack>
    </FormDialog>
  );
}
