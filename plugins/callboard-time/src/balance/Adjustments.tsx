import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TimeAdjustment,
} from '@callboard/plugin-callboard-common';
import {
  formatCalendarDate,
  LoadingState,
  PersonChip,
  QueryState,
  Section,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Note } from '../shared/Note';
import { callboardTimeBalanceTranslationRef } from './balanceTranslation';
import { formatBalance } from './formatBalance';

export function Adjustments(props: { slug: string; member: string }) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const { slug, member } = props;
  const list = useEndpointPages(endpoints.listTimeAdjustments, {
    params: { slug },
    query: { member_id: member },
  });
  const renderAdjustment = (each: TimeAdjustment) => (
    <Box
      component="li"
      key={each.id}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        columnGap: 2,
        py: 0.75,
      }}
    >
      <Box component="span" sx={{ minWidth: 96 }}>
        {formatCalendarDate(each.date)}
      </Box>
      <Box
        component="span"
        sx={{
          minWidth: 80,
          textAlign: 'right',
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {formatBalance(each.minutes)}
      </Box>
      <Box
        component="span"
        sx={{
          flex: '1 1 200px',
          overflowWrap: 'anywhere',
          whiteSpace: 'pre-line',
        }}
      >
        {each.reason}
      </Box>
      <PersonChip
        userRef={each.created_by}
        name={each.created_by_name}
        workspace={slug}
      />
    </Box>
  );
  return (
    <Section level={2} title={t('adjustments.title')}>
      <QueryState
        query={list}
        loading={<LoadingState rows={2} rowHeight={32} />}
        accessGranters={{ workspace: slug }}
      >
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Box
                component="ul"
                aria-label={t('adjustments.title')}
                sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
              >
                {items.map(renderAdjustment)}
              </Box>
              {list.hasMore && (
                <Button
                  size="small"
                  aria-disabled={list.isLoadingMore}
                  onClick={() => !list.isLoadingMore && list.loadMore()}
                >
                  {t('adjustments.more')}
                </Button>
              )}
            </>
          ) : (
            <Note>{t('adjustments.none')}</Note>
          )
        }
      </QueryState>
    </Section>
  );
}
