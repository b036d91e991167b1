import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import { useMutation } from '@tanstack/react-query';
import { useCallboardClient } from '../../api/useCallboardClient';
import { FormDialog } from '../../dialogs/FormDialog';
import { useToast } from '../../hooks/useToast';
import { toIfMatchHeader } from '../../query/toIfMatchHeader';
import { getMemberCalls } from './getMemberCalls';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useMemberProblem } from './useMemberProblem';
import { useRefreshMembers } from './useRefreshMembers';
import { useSourceLabels } from './useSourceLabels';

/** Selects the text on the consequences of a removal. A project that is not secret stays readable. */
function getConsequence(scope: MemberScope, isSelf: boolean, isSafe: boolean) {
  const isOpen = scope.kind === 'project' && !scope.isSecret;
  if (!isSelf) {
    return isOpen ? 'endsOpen' : 'ends';
  }
  if (scope.kind === 'project' && isSafe) {
    return 'selfSafe';
  }
  return isOpen ? 'selfOpen' : 'self';
}

/** Asks for confirmation before a manual membership is removed. */
export function RemoveMemberDialog(props: {
  scope: MemberScope;
  member: Member;
  /** Whether the membership is the signed-in person's own. */
  isSelf: boolean;
  /** Whether the person remains an admin without it. */
  isSafe: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, member, onClose } = props;
  const name = member.display_name;
  const client = useCallboardClient();
  const notify = useToast();
  const refresh = useRefreshMembers(scope.kind);
  const formatProblem = useMemberProblem(scope.kind);
  const reasons = useSourceLabels(scope.slug, member)
    .filter(({ source }) => source.source !== 'manual')
    .map(({ words: label }) => label);
  const { remove, params } = getMemberCalls(scope);
  const removal = useMutation({
    mutationFn: () =>
      client.call(remove, {
        params: { ...params, id: member.id },
        headers: toIfMatchHeader(member),
      }),
    onSuccess: () => {
      notify({
        title:
          reasons.length > 0
            ? t('remove.doneByHand', { name })
            : t('remove.done', { name }),
        status: 'success',
      });
      refresh();
      onClose();
    },
    onError: refresh,
  });
  return (
    <FormDialog
      title={t('remove.title', { name, scope: scope.name })}
      hint={
        reasons.length > 0
          ? t('remove.stays', {
              reasons: new Intl.ListFormat().format(reasons),
            })
          : t(`remove.${getConsequence(scope, props.isSelf, props.isSafe)}`)
      }
      submitLabel={t('remove.submit')}
      submitColor="error"
      isBusy={removal.isPending}
      // A retry would fail with the same error.
      isBlocked={removal.isError}
      onSubmit={() => removal.mutate()}
      onClose={onClose}
    >
      {removal.error && (
        <Alert severity="error">
          {t('remove.failed')} {formatProblem(removal.error, member)}
        </Alert>
      )}
    </FormDialog>
  );
}
