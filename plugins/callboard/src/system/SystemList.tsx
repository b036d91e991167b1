import Box from '@mui/material/Box';
import { forwardRef, type ReactNode } from 'react';

/** A list of problems. */
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

/** One problem, with an action that resolves it. */
export function SystemListItem(props: {
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        columnGap: 2,
        rowGap: 1,
        px: 2,
        py: 1.5,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>{props.children}</Box>
      {props.action}
    </Box>
  );
}
