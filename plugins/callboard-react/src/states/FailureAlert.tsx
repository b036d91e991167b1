import Alert from '@mui/material/Alert';

import { getProblems } from '../query/getProblems';

/**
 * Returns a sentence followed by the server's message; undefined without an error.
 *
 * @internal
 */
export function formatFailure(
  title: string,
  error: unknown,
): string | undefined {
  return error ? `${title} ${getProblems(error).message}` : undefined;
}

/**
 * An alert with a sentence and the server's message; renders nothing without an error.
 *
 * @internal
 */
export function FailureAlert(props: { title: string; error: unknown }) {
  const text = formatFailure(props.title, props.error);
  return text ? <Alert severity="error">{text}</Alert> : null;
}
