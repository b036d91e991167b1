import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { callboardTimeTimerTranslationRef } from './timerTranslation';

/** Explains why a timer could not be logged, and how to fix it. */
export function StopProblem(props: { error: Error }) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { error } = props;
  const status = getErrorStatus(error) ?? 500;
  const { message, fields } = getProblems(error);
  const getRemedy = () => {
    if (status >= 500) {
      return t('stopped.tryAgain');
    }
    return t(fields.description ? 'stopped.words' : 'stopped.refused');
  };
  return (
    <Alert severity="error" role="alert">
      {t('stopped.failed')} {message}
      <br />
      {getRemedy()}
    </Alert>
  );
}
