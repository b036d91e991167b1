import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WebhookDeliveryDetail,
  type WebhookAttempt,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  CopyButton,
  EntityLink,
  formatCount,
  formatInstant,
  ResourcesProvider,
  Row,
  useAllowed,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMemo, useState, useId } from 'react';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import ButtonBase from '@mui/material/ButtonBase';
import { useWebhookInUrl, webhookEndpoints } from '../WebhookInUrl';
import { callboardWebhooksTranslationRef } from '../translation';
import { DeliveryStatus, AttemptLabels } from './DeliveryStatus';
import { Exchange } from './Exchange';

const isSuccess = ({ status_code }: WebhookAttempt) =>
  status_code !== null && status_code >= 200 && status_code < 300;

/** The attempts of a delivery. `Exchange` shows the details of the selected attempt. */
function AttemptList(props: {
  attempts: readonly WebhookAttempt[];
  selectedNumber: number;
  onSelect: (attemptNumber: number) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography
        id={id}
        variant="body2"
        component="h3"
        sx={{ fontWeight: 600, m: 0, mb: 1 }}
      >
        {t('delivery.attempts')}
      </Typography>
      <Box
        component="ul"
        role="list"
        aria-labelledby={id}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          maxHeight: 200,
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
        }}
      >
        {props.attempts.map(attempt => {
          const Icon = isSuccess(attempt) ? CheckCircleIcon : ErrorIcon;
          const isSelected = attempt.number === props.selectedNumber;
          return (
            <Box
              component="li"
              key={attempt.number}
              sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}
            >
              <ButtonBase
                aria-pressed={isSelected}
                onClick={() => props.onSelect(attempt.number)}
                sx={theme => ({
                  display: 'flex',
                  flexWrap: 'wrap',
                  justifyContent: 'flex-start',
                  width: '100%',
                  columnGap: 2,
                  px: 1.5,
                  py: 0.75,
                  typography: 'body2',
                  textAlign: 'start',
                  fontVariantNumeric: 'tabular-nums',
                  bgcolor: isSelected ? 'action.selected' : undefined,
                  '&:hover': {
                    bgcolor: isSelected ? 'action.focus' : 'action.hover',
                  },
                  '&.Mui-focusVisible': {
                    outline: `2px solid ${theme.palette.primary.main}`,
                    outlineOffset: -2,
                  },
                })}
              >
                <Box
                  component="span"
                  sx={{ display: 'inline-flex', gap: 0.75, minWidth: 88 }}
                >
                  <Icon
                    aria-hidden
                    color={isSuccess(attempt) ? 'success' : 'error'}
                    sx={{ fontSize: 18 }}
                  />
                  {t('delivery.try', { number: String(attempt.number) })}
                </Box>
                <Box
                  component="span"
                  sx={{ flex: '1 1 160px', overflowWrap: 'anywhere' }}
                >
                  {attempt.status_code ??
                    attempt.error ??
                    t('deliveries.noAnswer')}
                </Box>
                <span>
                  {t('deliveries.milliseconds', {
                    formatted: formatCount(attempt.duration_ms),
                  })}
                </span>
                <time dateTime={attempt.started_at}>
                  {formatInstant(attempt.started_at, 'seconds')}
                </time>
              </ButtonBase>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

function ReplayButton(props: { delivery: WebhookDeliveryDetail }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const canReplay = useAllowed(permissions.webhookDelivery.replay, slug);
  const replay = useEndpointMutation(endpoints.replayWebhookDelivery, {
    toRequest: () => ({
      params: { slug, id: webhook.id, did: props.delivery.id },
    }),
    invalidates: webhookEndpoints,
    refetchesAfterFailure: true,
    toSuccessTitle: () => t('delivery.queued'),
    toFailureTitle: () => t('delivery.failed'),
  });
  if (!canReplay) {
    return null;
  }
  return webhook.is_active ? (
    <Button
      variant="outlined"
      aria-disabled={replay.isPending}
      onClick={() => !replay.isPending && replay.mutate()}
    >
      {t('delivery.again')}
    </Button>
  ) : (
    <Typography variant="body2" color="text.secondary">
      {t('delivery.againHint')}
    </Typography>
  );
}

export function DeliveryDetails(props: { delivery: WebhookDeliveryDetail }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { webhook } = useWebhookInUrl();
  const { delivery } = props;
  const { type, entity_id, entity_label, attempt_log: attempts } = delivery;
  const [entity_type] = type.split('.');
  const [selectedNumber, setSelectedNumber] = useState<number>();
  const rows = useMemo(
    () => [{ entity_type, entity_id }],
    [entity_type, entity_id],
  );
  // Until the person selects an attempt, the latest attempt is shown. New attempts replace it.
  const selected =
    attempts.find(({ number }) => number === selectedNumber) ?? attempts[0];
  return (
    <Stack spacing={3}>
      <Box component="header">
        <Typography
          variant="h6"
          component="h2"
          sx={{ m: 0, pr: 5, overflowWrap: 'anywhere' }}
        >
          <code>{type}</code>
        </Typography>
        <Row columnGap={3} rowGap={1} sx={{ mt: 1, typography: 'body2' }}>
          <ResourcesProvider rows={rows}>
            <EntityLink
              type={entity_type}
              id={entity_id}
              label={entity_label}
            />
          </ResourcesProvider>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}>
            <Box role="status">
              <DeliveryStatus delivery={delivery} />
            </Box>
            {/* Outside the live region, so that the countdown is not announced each second. */}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <AttemptLabels delivery={delivery} />
            </Box>
            {/* The list of attempts already shows the error of the last attempt. */}
            {delivery.last_error !== attempts[0]?.error && (
              <span>{delivery.last_error}</span>
            )}
          </Box>
        </Row>
        <Box
          component="dl"
          sx={{
            display: 'grid',
            gridTemplateColumns: 'auto 1fr',
            alignItems: 'center',
            columnGap: 2,
            rowGap: 0.5,
            m: 0,
            mt: 2,
            typography: 'body2',
            '& dt': { color: 'text.secondary' },
            '& dd': { m: 0, overflowWrap: 'anywhere' },
          }}
        >
          <dt>{t('delivery.made')}</dt>
          <dd>{formatInstant(delivery.created_at, 'full')}</dd>
          <dt>{t('delivery.id')}</dt>
          <dd>
            <code>{delivery.id}</code>{' '}
            <CopyButton name={t('delivery.id')} text={delivery.id} />
          </dd>
        </Box>
        <Box sx={{ mt: 2 }}>
          <ReplayButton {...props} />
        </Box>
      </Box>
      {attempts.length > 0 && (
        <AttemptList
          attempts={attempts}
          selectedNumber={selected.number}
          onSelect={setSelectedNumber}
        />
      )}
      <Exchange
        url={webhook.url}
        body={delivery.request_body}
        attempt={selected}
      />
    </Stack>
  );
}
