import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type OpenedMail } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  QueryState,
  RelativeTime,
  getErrorStatus,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { callboardTranslationRef } from '../translation';

/** One email of the folder, as its recipient would see it. */
export function MailView(props: { id: string; onClose: () => void }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const mail = useCallboardQuery(endpoints.getFolderMail, {
    params: { id: props.id },
  });
  const back = useRef<HTMLButtonElement>(null);
  // The element that had the focus is unmounted when an email opens.
  useEffect(() => back.current?.focus(), []);
  const status = getErrorStatus(mail.error);
  // The server rejects a malformed id with a 400.
  const isMissing = status === 404 || status === 400;
  return (
    <Stack spacing={2} alignItems="flex-start">
      <Button ref={back} startIcon={<ArrowBackIcon />} onClick={props.onClose}>
        {t('mail.back')}
      </Button>
      <Box sx={{ width: '100%' }}>
        {isMissing ? (
          <EmptyState title={t('mail.missing')}>
            {t('mail.missingHint')}
          </EmptyState>
        ) : (
          <QueryState query={mail}>{data => <Opened mail={data} />}</QueryState>
        )}
      </Box>
    </Stack>
  );
}

function Opened(props: { mail: OpenedMail }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { mail } = props;
  const [form, setForm] = useState<'html' | 'text'>('html');
  const facts = [
    { name: t('mail.from'), value: mail.from },
    { name: t('mail.to'), value: mail.to },
    { name: t('mail.date'), value: <RelativeTime instant={mail.date} /> },
  ];
  return (
    <Stack spacing={2}>
      <Typography variant="h6" component="h2" sx={{ overflowWrap: 'anywhere' }}>
        {mail.subject}
      </Typography>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto 1fr',
          columnGap: 2,
          rowGap: 0.5,
          m: 0,
          typography: 'body2',
        }}
      >
        {facts.map(({ name, value }) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {name}
            </Box>
            <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
      <Stack direction="row" spacing={2} alignItems="center" flexWrap="wrap">
        <ToggleButtonGroup
          exclusive
          size="small"
          value={form}
          aria-label={t('mail.form')}
          onChange={(_event, chosen) => chosen && setForm(chosen)}
        >
          <ToggleButton value="html">{t('mail.asHtml')}</ToggleButton>
          <ToggleButton value="text">{t('mail.asText')}</ToggleButton>
        </ToggleButtonGroup>
        {mail.unsubscribe_url !== null && (
          <Link href={mail.unsubscribe_url} target="_blank" rel="noopener">
            {t('mail.unsubscribe')}
          </Link>
        )}
      </Stack>
      {form === 'html' ? (
        <Box
          component="iframe"
          // The sandbox blocks scripts; links open in a new tab.
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank">${mail.html}`}
          title={mail.subject}
          sx={{
            width: '100%',
            height: '60vh',
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
          }}
        />
      ) : (
        <Box
          component="pre"
          tabIndex={0}
          sx={{
            m: 0,
            p: 2,
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
            fontSize: 13,
          }}
        >
          {mail.text}
        </Box>
      )}
    </Stack>
  );
}
