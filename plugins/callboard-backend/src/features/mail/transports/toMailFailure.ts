import { formatErrorText } from '../../../changes/formatErrorText';
import { MailFailure, MailFailureKind } from './MailFailure';

/** The fields that nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** The server requires authentication, or rejects it. */
const signInCodes = new Set([530, 534, 535, 538]);

/** The end of long server responses has no information. */
const MAX_TEXT = 500;

/**
 * Classifies an error of nodemailer for the next attempt.
 *
 * @param hasBegun - whether the transfer of the message had begun
 */
export function toMailFailure(error: unknown, hasBegun: boolean): MailFailure {
  if (error instanceof MailFailure) {
    return error;
  }
  const { message } = error as SmtpError;
  return new MailFailure(
    getFailureKind(error as SmtpError, hasBegun),
    formatErrorText(message.slice(0, MAX_TEXT)),
  );
}

function getFailureKind(
  { code, responseCode, command }: SmtpError,
  hasBegun: boolean,
): MailFailureKind {
  // 421: "service not available, closing transmission channel".
  if (responseCode === 421 || signInCodes.has(responseCode ?? 0)) {
    return 'server';
  }
  if (responseCode && (command === 'RCPT TO' || command === 'DATA')) {
    return responseCode >= 500 ? 'never' : 'later';
  }
  // nodemailer itself rejects the address or the size.
  if (!responseCode && (code === 'EENVELOPE' || code === 'EMESSAGE')) {
    return 'never';
  }
  // A failure before the transfer of the message is attributed to the server.
  return hasBegun ? 'unanswered' : 'server';
}
