import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type PeriodChanges,
} from '@callboard/plugin-callboard-common';
import {
  formatInstant,
  formatMinutes,
  LoadingState,
  QueryState,
  useCallboardQuery,
  PersonChip,
  DurationText,
  RelativeTime,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { formatShortDay } from '../../data/dates';
import { ReasonQuote } from '../../period/PeriodNote';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';

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
              {step.reason && <ReasonQuote reason={step.reason} />}
            </Box>
          ))}
        </Box>
      )}
    </QueryState>
  );
}

function getChangeKind({
  before_minutes,
  after_minutes,
}: PeriodChanges['items'][number]): 'added' | 'removed' | 'other' {
  if (before_minutes === 0) {
    return 'added';
  }
  return after_minutes === 0 ? 'removed' : 'other';
}

function Changes({ since, items }: PeriodChanges) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  if (!since) {
    return <>{t('changes.first')}</>;
  }
  const decision = {
    act: t(`period.act.${since.action}`),
    person: since.actor_name,
    date: formatInstant(since.created_at, 'short'),
  };
  if (items.length === 0) {
    return <>{t('changes.none', decision)}</>;
  }
  return (
    <>
      {t('changes.title', decision)}
      <Box
        component="ul"
        sx={{ m: 0, mt: 0.5, pl: 2.5, color: 'text.primary' }}
      >
        {items.map(item => (
          <li key={`${item.issue_id} ${item.date}`}>
            {t(`changes.${getChangeKind(item)}`, {
              item: item.identifier
                ? `${item.identifier} ${item.issue_name}`
                : t('changes.unseen'),
              day: formatShortDay(item.date),
              before: formatMinutes(item.before_minutes),
              after: formatMinutes(item.after_minutes),
            })}
          </li>
        ))}
      </Box>
    </>
  );
}

export function ChangesSince(props: { slug: string; id: string }) {
  const { slug, id } = props;
  const query = useCallboardQuery(endpoints.getPeriodChanges, {
    params: { slug, id },
  });
  return (
    <Box
      sx={{
        typography: 'body2',
        color: 'text.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      <QueryState
        query={query}
        loading={<LoadingState rows={1} rowHeight={24} />}
      >
        {changes => <Changes {...changes} />}
      </QueryState>
    </Box>
  );
}
