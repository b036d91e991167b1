import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_WEBHOOK_RESPONSE_BYTES,
  getUtf8Length,
  type WebhookAttempt,
} from '@callboard/plugin-callboard-common';
import { formatBytes, formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { CodeBlock, UrlText } from '../CodeBlock';
import { callboardWebhooksTranslationRef } from '../translation';

function prettyPrintJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function ExchangeSide(props: {
  title: string;
  line: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Stack
      component="section"
      aria-labelledby={id}
      spacing={1.5}
      sx={{ minWidth: 0 }}
    >
      <div>
        <Typography
          id={id}
          variant="subtitle1"
          component="h3"
          sx={{ fontWeight: 600, m: 0 }}
        >
          {props.title}
        </Typography>
        <Box
          sx={{ typography: 'body2', overflowWrap: 'anywhere', minHeight: 28 }}
        >
          {props.line}
        </Box>
      </div>
      {props.children}
    </Stack>
  );
}

/** The maximum height of a body, in px. */
const BODY_HEIGHT = 480;

/** The maximum size of an incomplete character, which is removed from the end of a cut response. */
const MAX_CUT_BYTES = 3;

const formatHeaders = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

export function Exchange(props: {
  /** The webhook's current URL. From the first attempt on, the attempt's URL is shown instead. */
  url: string;
  /** The signed request body. */
  body: string;
  attempt: WebhookAttempt | undefined;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { attempt, body } = props;
  const statusCode = attempt?.status_code ?? null;
  const responseBody = attempt?.response_body;
  const renderResponse = () => {
    if (!attempt) {
      return t('delivery.nothingYet');
    }
    return (
      <>
        {statusCode !== null && (
          <>
            <strong>{statusCode}</strong>{' '}
            {t('delivery.took', {
              formatted: formatCount(attempt.duration_ms),
            })}
          </>
        )}
        {attempt.error !== null && <Box>{attempt.error}</Box>}
        {statusCode === null && <Box>{t('delivery.none')}</Box>}
      </>
    );
  };
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'repeat(2, minmax(0, 1fr))',
        },
        gap: 3,
        alignItems: 'start',
      }}
    >
      <ExchangeSide
        title={t('delivery.request')}
        line={<UrlText prefix="POST" url={attempt?.url ?? props.url} />}
      >
        {attempt && (
          <CodeBlock
            label={t('delivery.headers')}
            text={formatHeaders(attempt.request_headers)}
          />
        )}
        <CodeBlock
          label={t('delivery.body')}
          text={prettyPrintJson(body)}
          original={body}
          maxHeight={BODY_HEIGHT}
        />
      </ExchangeSide>
      <ExchangeSide title={t('delivery.response')} line={renderResponse()}>
        {attempt?.response_headers && (
          <CodeBlock
            label={t('delivery.headers')}
            text={
              formatHeaders(attempt.response_headers) || t('delivery.noHeaders')
            }
          />
        )}
        {responseBody && (
          <CodeBlock
            label={t('delivery.body')}
            text={prettyPrintJson(responseBody)}
            original={responseBody}
            maxHeight={BODY_HEIGHT}
          />
        )}
        {statusCode !== null && !responseBody && (
          <Typography variant="body2" color="text.secondary">
            {t('delivery.emptyBody')}
          </Typography>
        )}
        {responseBody &&
          getUtf8Length(responseBody) >=
            MAX_WEBHOOK_RESPONSE_BYTES - MAX_CUT_BYTES && (
            <Typography variant="body2" color="text.secondary">
              {t('delivery.cut', {
                size: formatBytes(MAX_WEBHOOK_RESPONSE_BYTES),
              })}
            </Typography>
          )}
      </ExchangeSide>
    </Box>
  );
}
