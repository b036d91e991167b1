import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  formatCount,
  toIfMatchHeader,
  getProblems,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useRefreshWebhooks } from '../shared/useRefreshWebhooks';
import { callboardWebhooksTranslationRef } from '../translation';

/** In hours. */
const overlaps = [0, 1, 24, 72, 168];

/** Creates a new secret; the former one stays valid for the selected time. */
export function RotateSecretDialog(props: {
  workspace: string;
  webhook: Webhook;
  onClose: () => void;
  onMade: (secret: string) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug, webhook } = props;
  const client = useCallboardClient();
  const refresh = useRefreshWebhooks();
  const [hours, setHours] = useState(24);
  const rotation = useMutation({
    mutationFn: () =>
      client.call(endpoints.rotateWebhookSecret, {
        params: { slug, id: webhook.id },
        body: { overlap_hours: hours },
        headers: toIfMatchHeader(webhook),
      }),
    onSuccess: ({ secret }) => props.onMade(secret),
    onSettled: refresh,
  });
  const formatOverlap = (overlap: number) => {
    if (overlap === 0) {
      return t('rotation.none');
    }
    const days = overlap / 24;
    return days > 1
      ? t('rotation.days', { count: days, formatted: formatCount(days) })
      : t('rotation.hours', {
          count: overlap,
          formatted: formatCount(overlap),
        });
  };
  return (
    <FormDialog
      title={t('rotation.title', { name: webhook.name })}
      hint={t('rotation.hint')}
      submitLabel={t('rotation.submit')}
      isBusy={rotation.isPending}
      onSubmit={() => rotation.mutate()}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {rotation.error && (
          <Alert severity="error">
            {t('detail.actFailed')} {getProblems(rotation.error).message}
          </Alert>
        )}
        <TextField
          select
          fullWidth
          id="callboard-webhook-overlap"
          label={t('rotation.overlap')}
          value={hours}
          onChange={event => setHours(Number(event.target.value))}
          helperText={hours === 0 && t('rotation.noneHint')}
        >
          {overlaps.map(overlap => (
            <MenuItem key={overlap} value={overlap}>
              {formatOverlap(overlap)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
    </FormDialog>
  );
}
