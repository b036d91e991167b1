import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { statusLineSx } from '../admin/statusLineSx';
import { callboardTranslationRef } from '../translation';
import { countUndelivered } from './countUndelivered';
import { useMailStatus } from './useMailStatus';

/** A line with the status of outgoing emails. */
export function MailBlockStatus() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { data } = useMailStatus();
  function formatMailStatus() {
    if (!data) {
      return undefined;
    }
    if (data.transport === null) {
      return t('mail.off');
    }
    if (data.failing_since !== null) {
      return t('mail.failing');
    }
    return [
      `${t('mail.sent')}: ${formatCount(data.last_day.sent)}`,
      `${t('mail.waiting')}: ${formatCount(data.waiting)}`,
      `${t('mail.notDelivered')}: ${formatCount(countUndelivered(data))}`,
    ].join(' · ');
  }
  return (
    <Box component="span" sx={statusLineSx}>
      {formatMailStatus()}
    </Box>
  );
}
