import Box from '@mui/material/Box';
import { forwardRef, type ReactNode } from 'react';

/** What needs a look, one below the other. */
export const SystemList = forwardRef<
  HTMLUListElement,
  { titleId: string; children: ReactNode }
>((props, ref) => {
  return (
    <Box
      component="ul"
      ref={ref}
      // Safari takes the role away from lists without bullets.
      role="list"
      aria-labelledby={props.titleId}
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {props.children}
    </Box>
  );
});
SystemList.displayName = 'SystemList';

/** What is wrong with one thing, and beside it what can be done. */
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
