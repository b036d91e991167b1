import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  DurationText,
  LoadingState,
  PersonChip,
  QueryState,
  RelativeTime,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';

/** The history of a period, newest first. */
export function PeriodHistory(props: { slug: string; id: string }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, id } = props;
  const query = useCallboardQuery(endpoints.getPeriodHistory, {
    params: { slug, id },
    query: {},
  });
  return (
    <QueryState
      query={query}
      loading={<LoadingState rows={2} rowHeight={28} />}
    >
      {({ items }) => (
        <Box
          component="ol"
          aria-label={t('period.history')}
          sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
        >
          {items.map(step => (
            <Box component="li" key={step.id} sx={{ py: 0.5 }}>
              <Box
                sx={{
                  display: 'flex',
                  flexWrap: 'wrap',
                  alignItems: 'center',
                  columnGap: 1,
                }}
              >
                <PersonChip
                  userRef={step.actor_ref}
                  name={step.actor_name}
                  workspace={slug}
                />
                <span>{t(`period.act.${step.action}`)}</span>
                <DurationText minutes={step.total_minutes} />
                <RelativeTime instant={step.created_at} />
              </Box>
              {step.reason && (
                <Box
                  component="blockquote"
                  sx={{
                    m: 0,
                    mt: 0.5,
                    pl: 1.5,
                    borderLeft: 3,
                    borderColor: 'divider',
                    whiteSpace: 'pre-wrap',
                    overflowWrap: 'anywhere',
                  }}
                >
                  {step.reason}
                </Box>
              )}
            </Box>
          ))}
        </Box>
      )}
    </QueryState>
  );
}
