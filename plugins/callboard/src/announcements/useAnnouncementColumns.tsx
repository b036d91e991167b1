import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Announcement } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  RelativeTime,
  STACKED,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useMemo } from 'react';
import { AudienceName } from './AudienceName';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';

/** The name of a number in stacked rows, which have no column headings. */
function InlineHeader(props: { text: string }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'none',
        [STACKED]: { display: 'inline', color: 'text.secondary' },
      }}
    >
      {props.text}{' '}
    </Box>
  );
}

/** The columns of the list of announcements. */
export function useAnnouncementColumns(): DataTableColumn<Announcement>[] {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('columns.what'),
        width: 'minmax(200px, 1fr)',
        narrow: 'first',
        cell: ({ row: { original } }) => (
          <Box sx={{ py: 1, overflowWrap: 'anywhere' }}>
            <Box component="bdi" sx={{ fontWeight: 600 }}>
              {original.title}
            </Box>
            {original.body && (
              <Box
                component="bdi"
                sx={{
                  display: '-webkit-box',
                  WebkitLineClamp: 2,
                  WebkitBoxOrient: 'vertical',
                  overflow: 'hidden',
                  color: 'text.secondary',
                }}
              >
                {original.body}
              </Box>
            )}
          </Box>
        ),
      },
      {
        id: 'to',
        header: t('columns.to'),
        width: '200px',
        cell: ({ row }) => <AudienceName to={row.original.to} />,
      },
      {
        id: 'when',
        header: t('columns.when'),
        width: '112px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      {
        id: 'reached',
        header: t('columns.reached'),
        width: '136px',
        align: 'end',
        cell: ({ row: { original } }) => {
          const formatted = formatCount(original.recipient_count);
          return original.status === 'sending' ? (
            <>
              {t('sending', { formatted })}
              <LinearProgress aria-hidden />
            </>
          ) : (
            <>
              <InlineHeader text={t('columns.reached')} />
              {formatted}
            </>
          );
        },
      },
      {
        id: 'read',
        header: t('columns.read'),
        width: '112px',
        align: 'end',
        cell: ({ row: { original } }) => {
          const { read_count, recipient_count } = original;
          const formatted = formatCount(read_count);
          return (
            <>
              <InlineHeader text={t('columns.read')} />
              {recipient_count > 0
                ? t('readOf', {
                    formatted,
                    percent: String(
                      Math.floor((100 * read_count) / recipient_count),
                    ),
                  })
                : formatted}
            </>
          );
        },
      },
    ],
    [t],
  );
}
