import { Row } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode, type Ref, forwardRef, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Link from '@mui/material/Link';
import ReplayIcon from '@mui/icons-material/Replay';
import Button from '@mui/material/Button';
import { callboardTranslationRef } from '../translation';

/** Returns a function that returns the label of a subscriber, or its name if it has no label. */
export function useSubscriberLabels(): (subscriber: string) => string {
  const { t } = useTranslationRef(callboardTranslationRef);
  return subscriber => {
    switch (subscriber) {
      case 'events':
        return t('dispatches.to.events');
      case 'signals':
        return t('dispatches.to.signals');
      default:
        return subscriber;
    }
  };
}

export function RetryButton(props: {
  label: string;
  describedBy: string;
  onClick: () => void;
}) {
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={<ReplayIcon />}
      aria-describedby={props.describedBy}
      data-retry
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  );
}

/** Longer errors are collapsed at first, to keep the list short. */
const MAX_COLLAPSED_LENGTH = 240;
const MAX_COLLAPSED_LINES = 3;

/** The original error of a subscriber or a job. A long error is collapsed at first. */
export function ErrorText(props: { text: string }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { text } = props;
  const collapsed = text
    .split('\n', MAX_COLLAPSED_LINES)
    .join('\n')
    .slice(0, MAX_COLLAPSED_LENGTH);
  const isCollapsible = collapsed.length < text.length;
  return (
    <Box sx={{ mt: 0.5, minWidth: 0 }}>
      <Box
        id={id}
        component="pre"
        sx={{
          m: 0,
          fontFamily: 'monospace',
          fontSize: '0.8125rem',
          color: 'text.secondary',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {isCollapsible && !isOpen ? `${collapsed} …` : text}
      </Box>
      {isCollapsible && (
        <Link
          component="button"
          type="button"
          variant="body2"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('dispatches.less') : t('dispatches.more')}
        </Link>
      )}
    </Box>
  );
}

export const SystemList = forwardRef<
  HTMLUListElement,
  { titleId: string; children: ReactNode }
>((props, ref) => {
  return (
    <Box
      component="ul"
      ref={ref}
      // Safari drops the list role from lists without bullets.
      role="list"
      aria-labelledby={props.titleId}
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {props.children}
    </Box>
  );
});
SystemList.displayName = 'SystemList';

export function SystemListItem(props: {
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Row
      component="li"
      alignItems="flex-start"
      rowGap={1}
      columnGap={2}
      sx={{ px: 2, py: 1.5, '& + &': { borderTop: 1, borderColor: 'divider' } }}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>{props.children}</Box>
      {props.action}
    </Row>
  );
}

export function SystemSection(props: {
  title: string;
  /** The ref of the heading, for callers that focus it. */
  titleRef?: Ref<HTMLHeadingElement>;
  /** Content at the end of the heading's line. */
  action?: ReactNode;
  children: (titleId: string) => ReactNode;
}) {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mt: 2 }}>
      <Row justifyContent="space-between" sx={{ mb: 1 }}>
        <Typography
          id={titleId}
          ref={props.titleRef}
          tabIndex={-1}
          variant="subtitle2"
          component="h3"
        >
          {props.title}
        </Typography>
        {props.action}
      </Row>
      <Paper variant="outlined">{props.children(titleId)}</Paper>
    </Box>
  );
}
