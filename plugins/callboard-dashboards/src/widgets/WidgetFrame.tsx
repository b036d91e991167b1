import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useId, type ReactNode } from 'react';
import { oneLine } from '@callboard/plugin-callboard-react';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The style that keeps a widget's actions visible without hovering. */
export const inlineActions = { opacity: 1, position: 'static' } as const;

/** Below this width of the header, in px, the title has a smaller font. */
const NARROW = '@container (max-width: 140px)';

export function WidgetFrame(props: {
  title: string;
  handle?: ReactNode;
  notes?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={id}
      sx={{
        height: '100%',
        // Texts for screen readers would otherwise overflow the frame.
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        p: 1.5,
        pt: 1,
        overflow: 'hidden',
        // Hidden actions are positioned absolutely, so that the title can use their space.
        '& .callboard-widget-actions': {
          opacity: 0,
          position: 'absolute',
          right: 12,
          bgcolor: 'background.paper',
        },
        '&:hover .callboard-widget-actions, &:focus-within .callboard-widget-actions':
          { opacity: 1 },
        '@media (hover: none)': {
          '& .callboard-widget-actions': inlineActions,
        },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.75,
          height: 32,
          minWidth: 0,
          containerType: 'inline-size',
        }}
      >
        {props.handle}
        <Box
          component="h3"
          id={id}
          title={props.title}
          sx={{
            m: 0,
            minWidth: 0,
            ...oneLine,
            typography: 'subtitle2',
            fontWeight: 600,
            color: props.title ? 'text.primary' : 'text.secondary',
            [NARROW]: { fontSize: 12 },
          }}
        >
          {props.title || t('untitled')}
        </Box>
        {props.notes}
        <Box sx={{ flex: 1 }} />
        <Box
          className="callboard-widget-actions"
          sx={{ display: 'flex', mr: -1 }}
        >
          {props.actions}
        </Box>
      </Box>
      <Box sx={{ flex: 1, minHeight: 0 }}>{props.children}</Box>
    </Paper>
  );
}
