import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  isPseudonym,
  type Activity,
} from '@callboard/plugin-callboard-common';
import {
  ReasonDialog,
  useCallboardClient,
  useMe,
} from '@callboard/plugin-callboard-react';
import VisibilityOutlinedIcon from '@mui/icons-material/VisibilityOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callboardActivityTranslationRef } from '../translation';

/** Reveals a hidden person's name to an admin, for a reason that the person will read. */
export function UnmaskButton(props: { activity: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { user_id, user_name, workspace_id } = props.activity;
  const client = useCallboardClient();
  const { data: me } = useMe();
  const [isAsking, setAsking] = useState(false);
  const slug = me?.workspaces.find(
    ({ id, role }) => id === workspace_id && role === 'admin',
  )?.slug;
  const unmasking = useMutation({
    mutationFn: (reason: string) =>
      client.call(endpoints.unmaskPerson, {
        query: { workspace: slug! },
        body: { pseudonym: user_id, reason },
      }),
    onSuccess: () => setAsking(false),
  });
  if (!slug || !isPseudonym(user_id)) {
    return null;
  }
  if (unmasking.data) {
    const { user_name: name, user_email } = unmasking.data;
    return (
      <Alert severity="info" icon={<VisibilityOutlinedIcon />}>
        {t('unmask.done', { pseudonym: user_name, name })}
        {user_email && ` (${user_email})`}
      </Alert>
    );
  }
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<VisibilityOutlinedIcon />}
        onClick={() => setAsking(true)}
      >
        {t('unmask.button')}
      </Button>
      {isAsking && (
        <ReasonDialog
          title={t('unmask.title', { pseudonym: user_name })}
          hint={t('unmask.hint')}
          submitLabel={t('unmask.submit')}
          failure={t('unmask.failed')}
          error={unmasking.error}
          isBusy={unmasking.isPending}
          onSubmit={reason => unmasking.mutate(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
