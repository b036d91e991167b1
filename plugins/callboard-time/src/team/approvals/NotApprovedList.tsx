import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatDateRange,
  getProblems,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import type { NotApproved } from './useApproveMany';

/** The weeks that were not approved, by person, with the reasons. */
export function NotApprovedList(props: {
  failed: readonly NotApproved[];
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { failed, today } = props;
  return (
    <Alert severity="warning" onClose={props.onClose}>
      {t('bulk.failed', { count: failed.length })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {failed.map(({ period, error }) => (
          <li key={period.id}>
            {t('bulk.one', {
              person: period.display_name,
              period: formatDateRange(
                { start: period.week_start, end: period.week_end },
                today,
              ),
              reason:
                getErrorStatus(error) === 412
                  ? t('period.changed')
                  : getProblems(error).message,
            })}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
