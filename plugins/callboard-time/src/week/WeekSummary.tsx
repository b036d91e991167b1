import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  TimeSettings,
  Timesheet,
} from '@callboard/plugin-callboard-common';
import AddIcon from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { EntryDialog } from '../entries/EntryDialog';
import { SubmitPeriod } from '../period/SubmitPeriod';
import { SaveState } from './SaveState';
import { getTimesheetTotals } from './getTimesheetTotals';
import { useOpenTimesheet } from './useOpenTimesheet';
import { useTimesheetEdits } from './useTimesheetEdits';
import { TimeTotal } from '../duration/TimeTotal';
import { callboardTimeTranslationRef } from '../translation';

/** Whether the viewer owns the week and can still edit it. */
const canSubmit = ({ is_editable, period }: Timesheet) =>
  is_editable && (period.status === 'open' || period.status === 'rejected');

/** The total of the week, the save state, and the buttons that log time and submit the week. */
export function WeekSummary(props: {
  slug: string;
  timesheet: Timesheet;
  settings: TimeSettings;
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, timesheet, settings, today } = props;
  const { week_start, week_end } = timesheet;
  const isThisWeek = week_start <= today && today <= week_end;
  const [isAdding, setAdding] = useState(false);
  const openTimesheet = useOpenTimesheet(slug, timesheet);
  const edits = useTimesheetEdits(openTimesheet);
  const { total } = useMemo(
    () => getTimesheetTotals(timesheet, edits),
    [timesheet, edits],
  );
  return (
    <>
      <SaveState edits={edits} onRetry={() => openTimesheet.edits.retry()} />
      <TimeTotal minutes={total} expected={timesheet.expected_minutes} />
      {canSubmit(timesheet) && (
        <Button
          size="small"
          variant="outlined"
          startIcon={<AddIcon />}
          onClick={() => setAdding(true)}
        >
          {t('entry.add')}
        </Button>
      )}
      {isAdding && (
        <EntryDialog
          slug={slug}
          settings={settings}
          start={{ date: isThisWeek ? today : week_start }}
          onClose={() => setAdding(false)}
        />
      )}
      {canSubmit(timesheet) && (
        <SubmitPeriod
          slug={slug}
          timesheet={timesheet}
          total={total}
          settings={settings}
          today={today}
          savePending={async () => {
            await openTimesheet.edits.flush();
            return openTimesheet.edits.isClean;
          }}
        />
      )}
    </>
  );
}
