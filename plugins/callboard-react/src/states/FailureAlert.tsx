import Alert from '@mui/material/Alert';
import { formatFailure } from '../query/getProblems';

/**
 * An alert with a sentence and the server's message; renders nothing without an error.
 *
 * @internal
 */
export function FailureAlert(props: { title: string; error: unknown }) {
  const text = formatFailure(props.error, props.title);
  return text ? <Alert severity="error">{text}</Alert> : null;
}
