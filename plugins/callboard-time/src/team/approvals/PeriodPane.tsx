import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uuid, type Period } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  formatDateRange,
  formatMinutes,
  LoadingState,
  PersonChip,
  QueryState,
  Section,
  getErrorStatus,
  useWeekStart,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { usePeriod } from '../../data/usePeriod';
import { PeriodChip } from '../../period/PeriodChip';
import { ReadOnlyTimesheet } from '../ReadOnlyTimesheet';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { UnseenTime } from '../UnseenTime';
import { ChangesSince } from './ChangesSince';
import { FocusedSection } from './FocusedSection';
import { PeriodActions } from './PeriodActions';
import { PeriodEntries } from './PeriodEntries';
import { PeriodHistory } from './PeriodHistory';
import { getWeekStarts } from './getWeekStarts';

function Pane(props: {
  slug: string;
  period: Period;
  today: string;
  onDecided: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period, onDecided, onClose } = props;
  const { week_start: start, week_end: end, display_name: person } = period;
  const weekStart = useWeekStart(slug);
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          flexWrap: 'wrap',
          gap: 1.5,
        }}
      >
        <PersonChip userRef={period.member_id} name={person} workspace={slug} />
        <Box component="span" sx={{ fontWeight: 600 }}>
          {formatDateRange({ start, end }, props.today)}
        </Box>
        <PeriodChip status={period.status} />
        <Box component="span" sx={{ typography: 'body2' }}>
          {t('queue.of', {
            total: formatMinutes(period.total_minutes),
            expected: formatMinutes(period.expected_minutes),
          })}
        </Box>
        <Box sx={{ flex: 1 }} />
        <IconButton
          size="small"
          aria-label={t('period.close')}
          onClick={onClose}
        >
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      <PeriodActions slug={slug} period={period} onDecided={onDecided} />
      <ChangesSince slug={slug} id={period.id} />
      <UnseenTime
        slug={slug}
        member={period.member_id}
        from={start}
        to={end}
        minutes={period.total_minutes}
      />
      {getWeekStarts(period, weekStart).map(week => (
        <ReadOnlyTimesheet
          key={week}
          slug={slug}
          member={period.member_id}
          week={week}
        />
      ))}
      <PeriodEntries slug={slug} period={period} />
      <Section level={2} title={t('period.history')}>
        <PeriodHistory slug={slug} id={period.id} />
      </Section>
    </Stack>
  );
}

/** A period with its timesheet and the actions on it. */
export function PeriodPane(props: {
  slug: string;
  id: string;
  today: string;
  onDecided: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, id, onClose } = props;
  const isId = uuid.safeParse(id).success;
  const query = usePeriod(slug, isId ? id : null);
  if (!isId || getErrorStatus(query.error) === 404) {
    return (
      <EmptyState title={t('period.missing')}>
        <Button onClick={onClose}>{t('period.close')}</Button>
      </EmptyState>
    );
  }
  return (
    <QueryState
      query={query}
      loading={<LoadingState rows={8} rowHeight={36} />}
    >
      {period => (
        <FocusedSection
          label={t('period.label', { person: period.display_name })}
        >
          <Pane {...props} period={period} />
        </FocusedSection>
      )}
    </QueryState>
  );
}
