import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type StaffBulkAction,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useStaffProblem } from '../shared/useStaffProblem';

/** Does something to many people at once, and says what became of it. */
export function useBulkAction(
  slug: string,
  onDone: () => void,
): {
  act: (action: StaffBulkAction) => void;
  isBusy: boolean;
  /** Why nothing was done. */
  problem: string | undefined;
} {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const client = useCallboardClient();
  const notify = useNotice();
  const refresh = useRefreshOrganisation();
  const problemText = useStaffProblem();
  const mutation = useMutation({
    mutationFn: (body: StaffBulkAction) =>
      client.call(endpoints.changeManyStaff, { params: { slug }, body }),
    onSuccess: ({ changed, unchanged }, { action }) => {
      const formatted = formatCount(changed);
      notify({
        status: 'success',
        title: t(action === 'delete' ? 'bulk.deleted' : 'bulk.done', {
          count: changed,
          formatted,
        }),
        description:
          unchanged > 0
            ? t('bulk.unchanged', {
                count: unchanged,
                formatted: formatCount(unchanged),
              })
            : undefined,
      });
      refresh();
      onDone();
    },
  });
  return {
    act: mutation.mutate,
    isBusy: mutation.isPending,
    problem: mutation.error
      ? `${t('bulk.nothing')} ${problemText(mutation.error)}`
      : undefined,
  };
}
