import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, getStaffName } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  toIfMatchHeader,
  useCallboardClient,
  useForgetDeleted,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useNavigate } from 'react-router-dom';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useStaffLinks } from '../shared/useStaffLinks';
import type { ActionDialogProps } from './ActionDialogProps';
import { useStaffAction } from './useStaffAction';

/** Asks for confirmation before a person is deleted; afterwards it leads to the list. */
export function DeleteStaffDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const client = useCallboardClient();
  const navigate = useNavigate();
  const forget = useForgetDeleted();
  const links = useStaffLinks(slug);
  const { run, isBusy, problem } = useStaffAction({
    run: () =>
      client.call(endpoints.deleteStaffMember, {
        params: { slug, id: person.id },
        headers: toIfMatchHeader(person),
      }),
    done: () => t('act.deleted', { name }),
    onDone: () =>
      forget(person.id, () => navigate(links.people, { replace: true })),
  });
  return (
    <FormDialog
      title={t('act.deleteTitle', { name })}
      hint={t('act.deleteHint')}
      submitLabel={t('act.delete')}
      submitColor="error"
      isBusy={isBusy}
      onSubmit={() => run(undefined)}
      onClose={onClose}
    >
      {problem && <Alert severity="error">{problem}</Alert>}
    </FormDialog>
  );
}
