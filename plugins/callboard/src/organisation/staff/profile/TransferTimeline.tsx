import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TransferRecord,
} from '@callboard/plugin-callboard-common';
import {
  formatCalendarDate,
  LoadingState,
  PersonChip,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { callboardStaffTranslationRef } from '../../staffTranslation';

const PAGE = 20;

function Transfer(props: { workspace: string; transfer: TransferRecord }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { transfer } = props;
  return (
    <Box
      component="li"
      sx={theme => ({
        position: 'relative',
        paddingInlineStart: 2.5,
        pb: 1.5,
        borderInlineStart: `2px solid ${theme.palette.divider}`,
        typography: 'body2',
        '&::before': {
          content: '""',
          position: 'absolute',
          insetInlineStart: '-6px',
          top: 5,
          width: 10,
          height: 10,
          borderRadius: '50%',
          bgcolor: 'primary.main',
        },
      })}
    >
      <time dateTime={transfer.effective_date}>
        {formatCalendarDate(transfer.effective_date)}
      </time>
      <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {t('profile.fromTo', {
          from: transfer.from_department_name ?? t('department.none'),
          to: transfer.to_department_name ?? t('department.none'),
        })}
      </Box>
      <PersonChip
        userRef={transfer.transferred_by}
        name={transfer.transferred_by_name}
        workspace={props.workspace}
        size={20}
      />
    </Box>
  );
}

/** The transfers of a person between departments, newest first. */
export function TransferTimeline(props: { workspace: string; id: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const list = useEndpointPages(endpoints.listStaffTransfers, {
    params: { slug: props.workspace, id: props.id },
    query: { limit: PAGE },
  });
  return (
    <QueryState query={list} loading={<LoadingState rows={1} rowHeight={24} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Typography variant="body2" color="text.secondary">
            {t('profile.noTransfers')}
          </Typography>
        ) : (
          <>
            <Box
              component="ol"
              aria-label={t('profile.transfers')}
              sx={{ listStyle: 'none', m: 0, p: 0, ml: 0.5 }}
            >
              {items.map(transfer => (
                <Transfer
                  key={transfer.id}
                  workspace={props.workspace}
                  transfer={transfer}
                />
              ))}
            </Box>
            {list.hasMore && (
              <Button
                aria-disabled={list.isLoadingMore}
                onClick={list.loadMore}
              >
                {t('profile.moreTransfers')}
              </Button>
            )}
          </>
        )
      }
    </QueryState>
  );
}
