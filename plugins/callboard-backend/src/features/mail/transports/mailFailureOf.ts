import { errorText } from '../../../changes/errorText';
import { MailFailure, MailFailureKind } from './MailFailure';

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** The server sends nothing for who has not signed in, or not well enough. */
const signInCodes = new Set([530, 534, 535, 538]);

/** Long answers of servers say nothing more at their end. */
const MAX_TEXT = 500;

/**
 * What an error of nodemailer's means for the next try.
 *
 * @param hasBegun - whether the message was on its way already
 */
export function mailFailureOf(error: unknown, hasBegun: boolean): MailFailure {
  if (error instanceof MailFailure) {
    return error;
  }
  const { message } = error as SmtpError;
  return new MailFailure(
    kindOf(error as SmtpError, hasBegun),
    errorText(message.slice(0, MAX_TEXT)),
  );
}

function kindOf(
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
  // The address, or the size, is one that nodemailer does not even send.
  if (!responseCode && (code === 'EENVELOPE' || code === 'EMESSAGE')) {
    return 'never';
  }
  // Before the message, this is taken to be about all mails.
  return hasBegun ? 'unanswered' : 'server';
}
