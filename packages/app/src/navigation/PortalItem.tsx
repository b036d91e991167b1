import { SidebarItem } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ComponentProps } from 'react';
import { LOW_ENTRY_HEIGHT, LOW_WINDOW } from './lowWindow';

const useStyles = makeStyles({
  item: {
    // The default label is cut long before the sidebar ends.
    '& .MuiTypography-root': { minWidth: 140 },
    // Overrides the portal's own style, which is applied later.
    [LOW_WINDOW]: { '&&': { height: LOW_ENTRY_HEIGHT } },
  },
});

/** An entry of the sidebar that shows the whole title of a page. */
export const PortalItem = (props: ComponentProps<typeof SidebarItem>) => (
  <SidebarItem {...props} className={useStyles().item} />
);
