import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  webhookDeliveryStatus,
  type WebhookDeliveryStatus,
} from '@callboard/plugin-callboard-common';
import {
  DateTimeField,
  formatFailure,
  FormDialog,
  getBrowserZone,
  SelectField,
  toCountParams,
  useEndpointMutation,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { DateTime } from 'luxon';
import { useWebhookInUrl, webhookEndpoints } from '../WebhookInUrl';
import { callboardWebhooksTranslationRef } from '../translation';

const FIELD_FORMAT = "yyyy-MM-dd'T'HH:mm";

/** Formats an instant as the value of a date and time field, in the browser's zone. */
function formatLocalText(instantMs: number): string {
  return DateTime.fromMillis(instantMs, { zone: getBrowserZone() }).toFormat(
    FIELD_FORMAT,
  );
}

/**
 * Parses the value of a date and time field to milliseconds since 1970; undefined if empty or
 * invalid.
 */
function parseLocalText(text: string): number | undefined {
  const parsed = DateTime.fromISO(text, { zone: getBrowserZone() });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ALL = 'all';

const statusChoices = ['failed', 'delivered', 'pending', ALL] as const;

export function ReplayDialog(props: { onClose: () => void }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const showToast = useToast();
  const [now] = useState(() => Date.now());
  // The range excludes its end, and the field has no seconds: to include the newest deliveries, the
  // range ends in the next minute.
  const latestEnd = formatLocalText(now + MINUTE_MS);
  const [startText, setStartText] = useState(() =>
    formatLocalText(now - 24 * HOUR_MS),
  );
  const [endText, setEndText] = useState(latestEnd);
  const [status, setStatus] = useState<WebhookDeliveryStatus | typeof ALL>(
    'failed',
  );
  const start = parseLocalText(startText);
  const end = parseLocalText(endText);
  const isReversed = start !== undefined && end !== undefined && end <= start;
  const getEndProblem = () => {
    if (end === undefined) {
      return t('replay.missing');
    }
    return isReversed ? t('replay.order') : undefined;
  };
  const replay = useEndpointMutation(endpoints.replayWebhookDeliveries, {
    toRequest: () => ({
      params: { slug, id: webhook.id },
      body: {
        start: new Date(start!).toISOString(),
        end: new Date(end!).toISOString(),
        status: webhookDeliveryStatus.safeParse(status).data,
      },
    }),
    invalidates: webhookEndpoints,
    refetchesAfterFailure: true,
    onSuccess: ({ queued }) => {
      if (queued > 0) {
        showToast({
          title: t('replay.done', toCountParams(queued)),
          status: 'success',
        });
        props.onClose();
      }
    },
  });
  const { last_success_at } = webhook;
  const presets: Array<[name: string, start: number] | false> = [
    [t('replay.hour'), now - HOUR_MS],
    [t('replay.day'), now - 24 * HOUR_MS],
    last_success_at !== null && [
      t('replay.sinceSuccess'),
      Date.parse(last_success_at),
    ],
  ];
  return (
    <FormDialog
      title={t('replay.title', { name: webhook.name })}
      hint={t('replay.hint')}
      submitLabel={t('replay.submit')}
      maxWidth="sm"
      failure={formatFailure(replay.error, t('replay.problem'))}
      isBlocked={start === undefined || end === undefined || isReversed}
      isBusy={replay.isPending}
      onSubmit={() => replay.mutate()}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {replay.data?.queued === 0 && (
          <Alert severity="info">{t('replay.none')}</Alert>
        )}
        <Box
          role="group"
          aria-label={t('replay.presets')}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
        >
          {presets
            .filter(preset => preset !== false)
            .map(([name, presetStart]) => {
              const presetText = formatLocalText(presetStart);
              const isSelected = startText === presetText;
              return (
                <Chip
                  key={name}
                  label={name}
                  variant={isSelected ? 'filled' : 'outlined'}
                  aria-pressed={isSelected}
                  onClick={() => {
                    setStartText(presetText);
                    setEndText(latestEnd);
                  }}
                />
              );
            })}
        </Box>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
            gap: 2,
          }}
        >
          <DateTimeField
            label={t('replay.start')}
            value={startText}
            onChange={setStartText}
            error={start === undefined}
            helperText={start === undefined && t('replay.missing')}
          />
          <DateTimeField
            label={t('replay.end')}
            value={endText}
            onChange={setEndText}
            error={end === undefined || isReversed}
            helperText={getEndProblem()}
          />
        </Box>
        <SelectField
          fullWidth
          label={t('replay.status')}
          value={status}
          options={statusChoices.map(choice => ({
            value: choice,
            label: t(`replay.${choice}`),
          }))}
          onChange={setStatus}
        />
      </Stack>
    </FormDialog>
  );
}
