import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Member,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  ifMatch,
  statusOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation } from '@tanstack/react-query';
import { callboardTranslationRef } from '../translation';
import { useMemberProblem } from './useMemberProblem';
import { useRefreshMembers } from './useRefreshMembers';

/** Asks before a membership that was given by hand is taken back. */
export function RemoveMemberDialog(props: {
  workspace: Workspace;
  member: Member;
  /** Whether it is the signed-in person's own. */
  isSelf: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace, member } = props;
  const name = member.display_name;
  const client = useCallboardClient();
  const notify = useNotice();
  const refresh = useRefreshMembers();
  const problemText = useMemberProblem();
  const reasons = member.sources
    .filter(({ source }) => source !== 'manual')
    .map(({ source }) => t(`source.${source}`));
  const removal = useMutation({
    mutationFn: () =>
      client.call(endpoints.removeWorkspaceMember, {
        params: { slug: workspace.slug, id: member.id },
        headers: ifMatch(member),
      }),
    onSuccess: () => {
      notify({
        title:
          reasons.length > 0
            ? t('removeMember.doneByHand', { name })
            : t('removeMember.done', { name }),
        status: 'success',
      });
      refresh();
      props.onClose();
    },
    onError: error => {
      const status = statusOf(error);
      if (status === 412 || status === 404) {
        refresh();
      }
    },
  });

  function hint() {
    if (reasons.length > 0) {
      return t('removeMember.stays', {
        reasons: new Intl.ListFormat().format(new Set(reasons)),
      });
    }
    return props.isSelf ? t('removeMember.self') : t('removeMember.ends');
  }

  return (
    <FormDialog
      title={t('removeMember.title', { name, workspace: workspace.name })}
      hint={hint()}
      submitLabel={t('removeMember.submit')}
      submitColor="error"
      isBusy={removal.isPending}
      // The same answer again would come to the same.
      isBlocked={removal.isError}
      onSubmit={() => removal.mutate()}
      onClose={props.onClose}
    >
      {removal.error && (
        <Alert severity="error">
          {t('removeMember.failed')} {problemText(removal.error, member)}
        </Alert>
      )}
    </FormDialog>
  );
}
