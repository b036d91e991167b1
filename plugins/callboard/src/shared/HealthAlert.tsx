import Alert, { type AlertColor } from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export function HealthAlert(props: {
  severity: AlertColor;
  title: string;
  stats?: { name: string; value: string; color?: string }[];
  children: ReactNode;
}) {
  const { severity, title, stats = [], children } = props;
  return (
    <Alert
      role={severity === 'error' ? 'alert' : 'status'}
      severity={severity}
      variant="outlined"
      sx={{
        '& > [class*="MuiAlert-message"]': {
          flex: 1,
          minWidth: 0,
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          columnGap: 4,
          rowGap: 1,
        },
      }}
    >
      <Box sx={{ flex: '1 1 280px', maxWidth: '72ch', minWidth: 0 }}>
        <AlertTitle sx={{ mb: 0.25 }}>{title}</AlertTitle>
        {children}
      </Box>
      {stats.length > 0 && (
        <Box
          component="dl"
          sx={{ display: 'flex', alignItems: 'flex-end', gap: 3, m: 0 }}
        >
          {stats.map(({ name, value, color }) => (
            <Box key={name}>
              <Box
                component="dt"
                sx={{ typography: 'caption', color: 'text.secondary' }}
              >
                {name}
              </Box>
              <Box
                component="dd"
                sx={{
                  m: 0,
                  typography: 'subtitle1',
                  fontVariantNumeric: 'tabular-nums',
                  color: color ?? 'text.primary',
                }}
              >
                {value}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Alert>
  );
}
