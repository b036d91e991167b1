import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ChevronLeftIcon from '@mui/icons-material/ChevronLeft';
import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { callboardTimeTranslationRef } from '../translation';

/** Navigates to the previous and next week or day. */
export function PeriodNav(props: {
  unit: 'week' | 'day';
  /** The name of the visible period; undefined while loading. */
  label?: string;
  /** Whether the period failed to load. */
  isUnknown?: boolean;
  onMove: (direction: -1 | 1) => void;
  onToday: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { unit, label, onMove } = props;
  const step = (direction: -1 | 1) => {
    const name = t(`nav.${unit}.${direction < 0 ? 'previous' : 'next'}`);
    const keys = direction < 0 ? '[' : ']';
    return (
      <Tooltip title={t('nav.withKey', { name, key: keys })}>
        <IconButton
          size="small"
          aria-label={name}
          aria-keyshortcuts={keys}
          onClick={() => onMove(direction)}
        >
          {direction < 0 ? <ChevronLeftIcon /> : <ChevronRightIcon />}
        </IconButton>
      </Tooltip>
    );
  };
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center' }}>
        {step(-1)}
        <Tooltip title={t('nav.withKey', { name: t('nav.today'), key: 'T' })}>
          <Button size="small" aria-keyshortcuts="t" onClick={props.onToday}>
            {t('nav.today')}
          </Button>
        </Tooltip>
        {step(1)}
      </Box>
      <Typography
        variant="subtitle1"
        // A placeholder is not a heading.
        component={label ? 'h2' : 'div'}
        aria-live="polite"
        sx={{ fontWeight: 600, m: 0, whiteSpace: 'nowrap', minWidth: 176 }}
      >
        {label ?? (props.isUnknown ? null : <Skeleton width={168} />)}
      </Typography>
    </>
  );
}
