import Box from '@mui/material/Box';
import { useEffect, useRef, type ReactNode } from 'react';

const TASK_CHECKBOX =
  'li > input[type=checkbox], li > p > input[type=checkbox]';

/**
 * The box around rendered Markdown. It shows task lists without bullets, and names the checkbox of
 * each task by the first line of the task, which the portal does not.
 */
export function MarkdownBox(props: {
  /** Additional styles. */
  sx?: object;
  children: ReactNode;
}) {
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
      {props.children}
    </Box>
  );
}
