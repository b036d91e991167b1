import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import type { FileProblem } from './readDashboardFile';

/** A longer list does not help. */
const MAX_SHOWN_PROBLEMS = 10;

/** The errors of a file, by field. */
export function FileProblems(props: {
  file: string;
  problems: readonly FileProblem[];
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { file, problems } = props;
  const rest = problems.length - MAX_SHOWN_PROBLEMS;
  return (
    <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
      {t('import.problems', { count: problems.length, name: file })}
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2 }}>
        {problems.slice(0, MAX_SHOWN_PROBLEMS).map(({ field, reason }, nth) => (
          <li key={nth}>
            {field && <code>{field}</code>} {reason}
          </li>
        ))}
        {rest > 0 && (
          <li>{t('import.more', { formatted: formatCount(rest) })}</li>
        )}
      </Box>
    </Alert>
  );
}
