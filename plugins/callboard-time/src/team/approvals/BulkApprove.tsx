import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Period } from '@callboard/plugin-callboard-common';
import { SelectionBar, useToast } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { useApproveMany, type NotApproved } from './useApproveMany';

/** Approves the selected weeks, one by one. */
export function BulkApprove(props: {
  slug: string;
  periods: readonly Period[];
  onClear: () => void;
  /** Called with the weeks that were not approved. */
  onDone: (failed: NotApproved[]) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, periods } = props;
  const { done, approve } = useApproveMany(slug);
  const notify = useToast();
  const isBusy = done !== undefined;
  const start = async () => {
    const failed = await approve(periods);
    const count = periods.length - failed.length;
    if (count > 0) {
      notify({ status: 'success', title: t('bulk.done', { count }) });
    }
    props.onDone(failed);
  };
  return (
    <SelectionBar
      label={t('bulk.label')}
      status={
        isBusy
          ? t('bulk.progress', {
              done: String(done),
              total: String(periods.length),
            })
          : t('bulk.selected', { count: periods.length })
      }
    >
      <Button
        variant="contained"
        size="small"
        aria-disabled={isBusy}
        onClick={() => !isBusy && start()}
      >
        {t('bulk.approve')}
      </Button>
      <Button size="small" disabled={isBusy} onClick={props.onClear}>
        {t('bulk.clear')}
      </Button>
    </SelectionBar>
  );
}
