import type {
  TimeSettings,
  Timesheet,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { SubmitPeriod } from '../period/SubmitPeriod';
import { SaveState } from './SaveState';
import { sheetTotalsOf } from './sheetTotalsOf';
import { useOpenSheet } from './useOpenSheet';
import { useSheetEdits } from './useSheetEdits';
import { TimeTotal } from '../duration/TimeTotal';

/** Whether its owner looks at it, and can still change it. */
const canSubmit = ({ is_editable, period }: Timesheet) =>
  is_editable && (period.status === 'open' || period.status === 'rejected');

/** How much is in the week, whether it is saved, and the way to submit it. */
export function WeekFigures(props: {
  slug: string;
  timesheet: Timesheet;
  settings: Pick<TimeSettings, 'period'>;
  today: string;
}) {
  const { slug, timesheet, settings, today } = props;
  const sheet = useOpenSheet(slug, timesheet);
  const edits = useSheetEdits(sheet);
  const { total } = useMemo(
    () => sheetTotalsOf(timesheet, edits),
    [timesheet, edits],
  );
  return (
    <>
      <SaveState edits={edits} onRetry={() => sheet.edits.retry()} />
      <TimeTotal minutes={total} expected={timesheet.expected_minutes} />
      {canSubmit(timesheet) && (
        <SubmitPeriod
          slug={slug}
          timesheet={timesheet}
          total={total}
          settings={settings}
          today={today}
          onBefore={async () => {
            await sheet.edits.flush();
            return sheet.edits.isClean;
          }}
        />
      )}
    </>
  );
}
