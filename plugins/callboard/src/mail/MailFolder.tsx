import {
  QueryState,
  RelativeTime,
  DataTable,
  EmptyState,
  useCallboardQuery,
  type DataTableArrival,
  type DataTableColumn,
  formatCount,
  Section,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type FolderMail,
  MAX_FOLDER_MAILS,
  type OpenedMail,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import { useMemo, useEffect, useRef, useState } from 'react';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { isMissing } from '../shared/isMissing';
import { callboardTranslationRef } from '../translation';

export function MailView(props: { id: string; onClose: () => void }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const mailQuery = useCallboardQuery(endpoints.getFolderMail, {
    params: { id: props.id },
  });
  const back = useRef<HTMLButtonElement>(null);
  // Opening an email unmounts the list, which had the focus.
  useEffect(() => back.current?.focus(), []);
  return (
    <Stack spacing={2} alignItems="flex-start">
      <Button ref={back} startIcon={<ArrowBackIcon />} onClick={props.onClose}>
        {t('mail.back')}
      </Button>
      <Box sx={{ width: '100%' }}>
        {isMissing(mailQuery.error) ? (
          <EmptyState title={t('mail.missing')}>
            {t('mail.missingHint')}
          </EmptyState>
        ) : (
          <QueryState query={mailQuery}>
            {data => <OpenedMailView mail={data} />}
          </QueryState>
        )}
      </Box>
    </Stack>
  );
}

function OpenedMailView(props: { mail: OpenedMail }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { mail } = props;
  const [format, setFormat] = useState<'html' | 'text'>('html');
  const headers = [
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
        {headers.map(({ name, value }) => (
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
          value={format}
          aria-label={t('mail.form')}
          onChange={(_event, value) => value && setFormat(value)}
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
      {format === 'html' ? (
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

const POLL_MS = 15_000;
export function FolderMails(props: {
  onOpen: (mail: FolderMail) => void;
  /** The email that was closed last. Its row gets the focus. */
  arrival?: DataTableArrival;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const list = useCallboardQuery(
    endpoints.listFolderMails,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
  const columns = useMemo<DataTableColumn<FolderMail>[]>(
    () => [
      {
        id: 'subject',
        header: t('mail.subject'),
        cell: ({ row }) => row.original.subject,
        width: 'minmax(200px, 3fr)',
        narrow: 'first',
      },
      {
        id: 'to',
        header: t('mail.to'),
        cell: ({ row }) => row.original.to,
        width: 'minmax(160px, 2fr)',
      },
      {
        id: 'date',
        header: t('mail.date'),
        cell: ({ row }) => <RelativeTime instant={row.original.date} />,
        width: '140px',
      },
    ],
    [t],
  );
  return (
    <Section
      level={2}
      title={t('mail.mails')}
      hint={
        list.data?.items.length === MAX_FOLDER_MAILS &&
        t('mail.newestOnly', { formatted: formatCount(MAX_FOLDER_MAILS) })
      }
    >
      <QueryState query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<MailOutlineIcon />} title={t('mail.mailsEmpty')}>
              {t('mail.mailsHint')}
            </EmptyState>
          ) : (
            <DataTable
              label={t('mail.mails')}
              columns={columns}
              rows={items}
              onRowOpen={props.onOpen}
              arrival={props.arrival}
            />
          )
        }
      </QueryState>
    </Section>
  );
}
