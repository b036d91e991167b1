import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { callboardReactTranslationRef } from '../translation';

/** Matches a line that opens 40 nested quotes and lists, more than any real text has. */
const TOO_DEEP = /^(?:[ \t]{0,8}(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){40}/m;

/** Whether laying out a text would take seconds or overflow the stack. @internal */
export function isTooDeep(markdown: string): boolean {
  return TOO_DEEP.test(markdown);
}

function UnformattedText(props: { text: string }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <>
      <Box sx={{ color: 'text.secondary', mb: 0.5 }}>{t('tooDeep')}</Box>
      <Box sx={{ whiteSpace: 'pre-wrap' }}>{props.text}</Box>
    </>
  );
}

const TASK_CHECKBOX =
  'li > input[type=checkbox], li > p > input[type=checkbox]';

/**
 * Renders a Markdown text that a user wrote. A text that cannot be formatted is shown as it was
 * written. Unlike in the portal's own renderer, task lists have no bullets, and the accessible name
 * of a task's checkbox is the first line of the task.
 *
 * @public
 */
export function Markdown(props: {
  text: string;
  /** The author's text, if `text` was generated from it. */
  original?: string;
  sx?: object;
}) {
  const { text, original = text } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelectorAll(TASK_CHECKBOX).forEach(checkbox => {
      const task = checkbox.closest('li')?.textContent ?? '';
      checkbox.setAttribute('aria-label', task.trim().split('\n')[0]);
    });
  });
  return (
    <Box
      ref={box}
      sx={{
        typography: 'body2',
        overflowWrap: 'anywhere',
        '& .task-list-item': { listStyle: 'none', ml: -2.5 },
        '& img': { maxWidth: '100%' },
        '& pre': { overflowX: 'auto' },
        ...props.sx,
      }}
    >
      {isTooDeep(text) ? (
        <UnformattedText text={original} />
      ) : (
        <ErrorBoundary
          resetKey={text}
          fallback={<UnformattedText text={original} />}
        >
          <MarkdownContent content={text} dialect="gfm" />
        </ErrorBoundary>
      )}
    </Box>
  );
}
