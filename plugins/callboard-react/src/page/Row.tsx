import Stack, { type StackProps } from '@mui/material/Stack';
import type { ElementType } from 'react';

/**
 * Vertically centred children in a row, which wraps in narrow places.
 *
 * @internal
 */
export function Row(
  props: StackProps<ElementType, { component?: ElementType }>,
) {
  return (
    <Stack
      direction="row"
      flexWrap="wrap"
      alignItems="center"
      gap={1}
      {...props}
    />
  );
}
